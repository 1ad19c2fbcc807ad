package io.deploytrail.cloudtrail.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.ZipException;

/// Reads a whole input, plain or gzip, of any shape in which CloudTrail records come:
/// `{"Records":[…]}` of a log file, `{"Events":[…]}` as the AWS CLI prints LookupEvents, an array,
/// one JSON object a line, or a single one.
///
/// Streams: memory is bounded by one record. A record that cannot be read loses only itself; a
/// damaged input keeps what comes before the damage. Thread-safe.
public final class LogReader {
  private static final int BUFFER = 1 << 18;

  private final RecordReader records;
  private final boolean unpacksAhead;

  public LogReader(RecordReader records) {
    this(records, false);
  }

  private LogReader(RecordReader records, boolean unpacksAhead) {
    this.records = records;
    this.unpacksAhead = unpacksAhead;
  }

  /// This reader, but gzip is unpacked by a thread of its own for each input: faster where an input
  /// is long and a processor idle.
  public LogReader unpackingAhead() {
    return new LogReader(records, true);
  }

  /// How many records were read, and how often the sink was told that something is unreadable.
  public record Counts(int records, int unreadable) {}

  /// Reads the input to its end; does not close it.
  ///
  /// What the sink throws ends the reading and reaches the caller; what the input throws is told to
  /// the sink.
  public Counts read(InputStream input, RecordSink sink) {
    return read(input, new Glance(), new Parsing(records, sink));
  }

  /// Reads the input, but most records by a glance only, which takes a fraction of the time. The
  /// glance may be used for input after input, by one thread.
  public Counts read(InputStream input, Glance glance, GlanceSink sink) {
    return read(input, glance, new Glancing(records, sink));
  }

  private Counts read(InputStream input, Glance glance, Parsing parsing) {
    try {
      var start = new PushbackInputStream(input, Appearance.LENGTH);
      if (Appearance.of(start).isGzip()) {
        unpack(start, glance, parsing);
      } else {
        split(start, glance, parsing);
      }
    } catch (ZipException e) {
      parsing.brokenInput(e.getMessage() + "; what comes before the damage was read");
    } catch (IOException e) {
      parsing.brokenInput("reading failed: " + e);
    }
    return parsing.counts();
  }

  private void unpack(InputStream packed, Glance glance, Parsing parsing) throws IOException {
    try (var members = new GzipMembers(packed);
        var unpacked = unpacksAhead ? new ReadAhead(members) : members) {
      split(new PushbackInputStream(unpacked, Appearance.LENGTH), glance, parsing);
    }
  }

  private static void split(PushbackInputStream stream, Glance glance, Parsing parsing)
      throws IOException {
    parsing.appearance = Appearance.of(stream);
    var splitter = new RecordSplitter(parsing, glance);
    var buffer = new byte[BUFFER];
    for (var length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
      splitter.accept(buffer, length);
    }
    splitter.end();
  }

  /// Numbers the records, and parses each by itself.
  private static class Parsing implements RecordSplitter.Pieces {
    private final RecordReader records;
    private final RecordSink sink;
    private Appearance appearance = Appearance.unknown();
    private int number;
    private int read;
    private int unreadable;

    Parsing(RecordReader records, RecordSink sink) {
      this.records = records;
      this.sink = sink;
    }

    Counts counts() {
      return new Counts(read, unreadable);
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) {
      Delivery delivery;
      try {
        delivery = records.read(bytes, offset, length);
      } catch (UnreadableRecordException e) {
        brokenPiece(e.reason());
        return;
      }
      count();
      sink.record(delivery, bytes, offset, length);
    }

    @Override
    public void glanced(Glance glance) {
      var piece = glance.record();
      piece(piece.bytes(), piece.start(), piece.length());
    }

    /// Counts a record that was read.
    final void count() {
      number++;
      read++;
    }

    @Override
    public void brokenPiece(String reason) {
      number++;
      unreadable++;
      sink.unreadable(number, reason);
    }

    @Override
    public void brokenInput(String reason) {
      unreadable++;
      sink.unreadable(0, reason);
    }

    @Override
    public void noJson() {
      brokenInput(appearance.described());
    }
  }

  /// Parses only what a glance does not tell.
  private static final class Glancing extends Parsing {
    private final GlanceSink sink;

    Glancing(RecordReader records, GlanceSink sink) {
      super(records, sink);
      this.sink = sink;
    }

    @Override
    public void glanced(Glance glance) {
      try {
        sink.glance(glance);
      } catch (UnreadableRecordException e) {
        brokenPiece(e.reason() + Records.in(glance.eventId().toString()));
        return;
      }
      count();
    }
  }
}
