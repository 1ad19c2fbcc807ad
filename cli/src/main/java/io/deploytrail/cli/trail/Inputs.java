package io.deploytrail.cli.trail;

import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.log.GlanceSink;
import io.deploytrail.cloudtrail.log.LogReader;
import io.deploytrail.cloudtrail.log.RecordSink;
import io.deploytrail.cloudtrail.log.WholeGzip;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads inputs record by record.
public final class Inputs {
  /// Of so many bytes of gzip, libdeflate saves as much time as loading it takes.
  private static final long WORTH_LIBDEFLATE = 8 << 20;

  /// Reads whatever an input may be packed in.
  public static final LogReader READER =
      new LogReader(
          new RecordReader(), Zstd::open, new WholeGzip(Libdeflate::load, WORTH_LIBDEFLATE));

  private static final LogReader UNPACKING_AHEAD = READER.unpackingAhead();

  private Inputs() {}

  /// Takes what is wrong with an input of that name; record 0 is the input itself.
  public interface ProblemListener {
    void unreadable(String input, int record, String reason);

    /// The input, or a file in it, is something else than a trail.
    default void somethingElse(String input, String reason) {}

    /// The input was read, so far as it can be.
    default void read(LogReader.Counts counts) {}
  }

  /// Takes records: by a glance where that suffices.
  interface RecordTaker {
    void glance(Glance glance);

    /// A record with its own JSON; the bytes are valid during the call only.
    void record(CloudTrailRecord record, byte[] json, int offset, int length);
  }

  public static void read(
      Input input, Consumer<CloudTrailRecord> records, ProblemListener problems) {
    var others = new Others(input, problems);
    open(input, stream -> READER.read(stream, new Sink(others, records)), others);
  }

  /// Reads most records by that glance. With `isAlone`, a processor has nothing else to do than to
  /// unpack what is read. Says whether the input is worth coming back to: not if it is something
  /// else than a trail.
  public static boolean read(
      Input input, boolean isAlone, Glance glance, RecordTaker records, ProblemListener problems) {
    var reader = isAlone ? UNPACKING_AHEAD : READER;
    var others = new Others(input, problems);
    open(input, stream -> reader.read(stream, glance, new Glances(others, records)), others);
    return input.isTrail() || !others.areAll;
  }

  private static void open(
      Input input, Function<InputStream, LogReader.Counts> reading, Others others) {
    try (var stream = input.open()) {
      others.end(reading.apply(stream));
    } catch (IOException e) {
      others.problems.unreadable(input.name(), 0, Input.reason(e));
    }
  }

  /// What is wrong with one input, and what of it is no trail: where all of it should be a trail's
  /// and none is, that is wrong too.
  private static final class Others {
    private final Input input;
    private final ProblemListener problems;

    /// Why the first, or the only, file of it is something else.
    private @Nullable String first;

    private boolean hasMore;

    /// Whether all of the input is something else.
    private boolean areAll;

    Others(Input input, ProblemListener problems) {
      this.input = input;
      this.problems = problems;
    }

    void unreadable(int number, String reason) {
      problems.unreadable(input.name(), number, reason);
    }

    void add(String reason) {
      if (first == null) {
        first = reason;
        return;
      }
      hasMore = true;
      problems.somethingElse(input.name(), reason);
    }

    void end(LogReader.Counts counts) {
      if (first != null) {
        if (input.isTrail() && !counts.isTrail() && !hasMore) {
          unreadable(0, first);
        } else {
          problems.somethingElse(input.name(), first);
        }
      }
      if (input.isTrail() && !counts.isTrail() && hasMore) {
        unreadable(0, "a trail was expected, and no file in it is one");
      }
      areAll = !counts.isTrail();
      problems.read(counts);
    }
  }

  private record Sink(Others others, Consumer<CloudTrailRecord> records) implements RecordSink {
    @Override
    public void record(Delivery delivery, byte[] json, int offset, int length) {
      records.accept(delivery.record());
    }

    @Override
    public void unreadable(int number, String reason) {
      others.unreadable(number, reason);
    }

    @Override
    public void somethingElse(String reason) {
      others.add(reason);
    }
  }

  private record Glances(Others others, RecordTaker records) implements GlanceSink {
    @Override
    public void glance(Glance glance) {
      records.glance(glance);
    }

    @Override
    public void record(Delivery delivery, byte[] json, int offset, int length) {
      records.record(delivery.record(), json, offset, length);
    }

    @Override
    public void unreadable(int number, String reason) {
      others.unreadable(number, reason);
    }

    @Override
    public void somethingElse(String reason) {
      others.add(reason);
    }
  }
}
