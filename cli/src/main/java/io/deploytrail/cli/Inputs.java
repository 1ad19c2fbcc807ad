package io.deploytrail.cli;

import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.Glance;
import io.deploytrail.cloudtrail.reader.GlanceSink;
import io.deploytrail.cloudtrail.reader.LogReader;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.RecordSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads log files record by record.
final class Inputs {
  private static final LogReader READER = new LogReader(new RecordReader());
  private static final LogReader UNPACKING_AHEAD = READER.unpackingAhead();

  private Inputs() {}

  /// Takes what is wrong with a file; record 0 is the file itself.
  interface Problems {
    void unreadable(Path file, int record, String reason);
  }

  /// Takes records: by a glance where that tells all that counts.
  interface Records {
    void glance(Glance glance);

    void record(CloudTrailRecord record);
  }

  static void read(Path file, Consumer<CloudTrailRecord> records, Problems problems) {
    open(file, stream -> READER.read(stream, new Sink(file, records, problems)), problems);
  }

  /// Reads most records by that glance. With `isAlone`, a processor has nothing else to do than to
  /// unpack what is read.
  static void read(Path file, boolean isAlone, Glance glance, Records records, Problems problems) {
    var reader = isAlone ? UNPACKING_AHEAD : READER;
    open(
        file,
        stream -> reader.read(stream, glance, new Glances(file, records, problems)),
        problems);
  }

  private static void open(Path file, Consumer<InputStream> reading, Problems problems) {
    try (var stream = Files.newInputStream(file)) {
      reading.accept(stream);
    } catch (IOException e) {
      problems.unreadable(file, 0, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private record Sink(Path file, Consumer<CloudTrailRecord> records, Problems problems)
      implements RecordSink {
    @Override
    public void record(Delivery delivery) {
      records.accept(delivery.record());
    }

    @Override
    public void unreadable(int number, String reason) {
      problems.unreadable(file, number, reason);
    }
  }

  private record Glances(Path file, Records records, Problems problems) implements GlanceSink {
    @Override
    public void glance(Glance glance) {
      records.glance(glance);
    }

    @Override
    public void record(Delivery delivery) {
      records.record(delivery.record());
    }

    @Override
    public void unreadable(int number, String reason) {
      problems.unreadable(file, number, reason);
    }
  }
}
