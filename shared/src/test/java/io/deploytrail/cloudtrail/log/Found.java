package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.Samples;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// What reading an input gave.
final class Found implements RecordSink {
  private static final LogReader READER = new LogReader(new RecordReader());

  final List<Delivery> deliveries = new ArrayList<>();
  final List<String> problems = new ArrayList<>();

  static Found in(String text) {
    return in(Samples.bytes(text));
  }

  static Found in(byte[] bytes) {
    return in(new ByteArrayInputStream(bytes));
  }

  static Found in(InputStream input) {
    return in(READER, input);
  }

  static Found in(LogReader reader, InputStream input) {
    var found = new Found();
    reader.read(input, found);
    return found;
  }

  @Override
  public void record(Delivery delivery, byte[] json, int offset, int length) {
    deliveries.add(delivery);
  }

  @Override
  public void unreadable(int number, String reason) {
    problems.add(number + ": " + reason);
  }

  /// The event ids, in the order of the input.
  List<String> ids() {
    return deliveries.stream().map(delivery -> delivery.record().event().id()).toList();
  }
}
