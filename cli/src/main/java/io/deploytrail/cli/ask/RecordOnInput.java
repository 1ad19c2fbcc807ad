package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.log.LogReader;
import io.deploytrail.cloudtrail.log.RecordSink;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// The one record that the asker pipes in, in any shape that log files have too: bare, in an
/// EventBridge envelope, as a LookupEvents event, or alone in `Records`.
record RecordOnInput(InputStream input) {
  CloudTrailRecord read() {
    var sink = new One();
    new LogReader(new RecordReader()).read(input, sink);
    if (!sink.problems.isEmpty()) {
      throw new InvalidInputException(
          "the record on standard input cannot be read: " + sink.problems.getFirst());
    }
    if (sink.records.isEmpty()) {
      throw new InvalidInputException(
          "a CloudTrail record was expected on standard input, and none came");
    }
    return sink.records.getFirst();
  }

  private static final class One implements RecordSink {
    private final List<CloudTrailRecord> records = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @Override
    public void record(Delivery delivery, byte[] json, int offset, int length) {
      if (!records.isEmpty()) {
        throw new InvalidInputException(
            "one record was expected on standard input; for more of them, see deploytrail attribute");
      }
      records.add(delivery.record());
    }

    @Override
    public void unreadable(int number, String reason) {
      if (problems.isEmpty()) {
        problems.add(reason);
      }
    }
  }
}
