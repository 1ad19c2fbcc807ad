package io.deploytrail.cli;

import io.deploytrail.cli.trail.Input;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.Glance;
import io.deploytrail.cloudtrail.reader.GlanceSink;
import io.deploytrail.cloudtrail.reader.LogReader;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.RecordSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Reads inputs record by record.
final class Inputs {
  private static final LogReader READER = new LogReader(new RecordReader());
  private static final LogReader UNPACKING_AHEAD = READER.unpackingAhead();

  private Inputs() {}

  /// Takes what is wrong with an input of that name; record 0 is the input itself.
  interface Problems {
    void unreadable(String input, int record, String reason);
  }

  /// Takes records: by a glance where that tells all that counts.
  interface Records {
    void glance(Glance glance);

    /// A record with its own JSON; the bytes are valid during the call only.
    void record(CloudTrailRecord record, byte[] json, int offset, int length);
  }

  static void read(Input input, Consumer<CloudTrailRecord> records, Problems problems) {
    open(input, stream -> READER.read(stream, new Sink(input, records, problems)), problems);
  }

  /// Reads most records by that glance. With `isAlone`, a processor has nothing else to do than to
  /// unpack what is read.
  static void read(
      Input input, boolean isAlone, Glance glance, Records records, Problems problems) {
    var reader = isAlone ? UNPACKING_AHEAD : READER;
    open(
        input,
        stream -> reader.read(stream, glance, new Glances(input, records, problems)),
        problems);
  }

  private static void open(Input input, Consumer<InputStream> reading, Problems problems) {
    try (var stream = input.open()) {
      reading.accept(stream);
    } catch (IOException e) {
      problems.unreadable(input.name(), 0, Input.reason(e));
    }
  }

  private record Sink(Input input, Consumer<CloudTrailRecord> records, Problems problems)
      implements RecordSink {
    @Override
    public void record(Delivery delivery) {
      records.accept(delivery.record());
    }

    @Override
    public void unreadable(int number, String reason) {
      problems.unreadable(input.name(), number, reason);
    }
  }

  private record Glances(Input input, Records records, Problems problems) implements GlanceSink {
    @Override
    public void glance(Glance glance) {
      records.glance(glance);
    }

    @Override
    public void record(Delivery delivery) {
      throw new UnsupportedOperationException("a record comes with its JSON");
    }

    @Override
    public void record(Delivery delivery, byte[] json, int offset, int length) {
      records.record(delivery.record(), json, offset, length);
    }

    @Override
    public void unreadable(int number, String reason) {
      problems.unreadable(input.name(), number, reason);
    }
  }
}
