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

  public LogReader(RecordReader records) {
    this.records = records;
  }

  /// How many records were read, and how often the sink was told that something is unreadable.
  public record Counts(int records, int unreadable) {}

  /// Reads the input to its end; does not close it.
  ///
  /// A [GlanceSink] is shown most records by a [Glance] only, which takes a fraction of the time.
  ///
  /// What the sink throws ends the reading and reaches the caller; what the input throws is told to
  /// the sink.
  public Counts read(InputStream input, RecordSink sink) {
    var parsing = new Parsing(records, sink);
    try {
      var start = new PushbackInputStream(input, Appearance.LENGTH);
      if (Appearance.of(start).isGzip()) {
        try (var unpacked = new GzipMembers(start)) {
          split(new PushbackInputStream(unpacked, Appearance.LENGTH), parsing);
        }
      } else {
        split(start, parsing);
      }
    } catch (ZipException e) {
      parsing.brokenInput(e.getMessage() + "; what comes before the damage was read");
    } catch (IOException e) {
      parsing.brokenInput("reading failed: " + e);
    }
    return parsing.counts();
  }

  private static void split(PushbackInputStream stream, Parsing parsing) throws IOException {
    parsing.appearance = Appearance.of(stream);
    var splitter = new RecordSplitter(parsing);
    var buffer = new byte[BUFFER];
    for (var length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
      splitter.accept(buffer, length);
    }
    splitter.end();
  }

  /// Numbers the records, and parses each by itself.
  private static final class Parsing implements RecordSplitter.Pieces {
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
      number++;
      read++;
      sink.record(delivery, bytes, offset, length);
    }

    @Override
    public void glanced(Glance glance) {
      if (!(sink instanceof GlanceSink glances)) {
        var piece = glance.record();
        piece(piece.bytes(), piece.start(), piece.length());
        return;
      }
      number++;
      read++;
      glances.glance(glance);
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
}
