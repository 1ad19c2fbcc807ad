package io.deploytrail.cloudtrail.reader;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads a whole input, plain or gzip, of any shape in which CloudTrail records come:
/// `{"Records":[…]}` of a log file, `{"Events":[…]}` as the AWS CLI prints LookupEvents, an array,
/// one JSON object a line, or a single one.
///
/// Streams: memory is bounded by one record. A record that cannot be read loses only itself; a
/// damaged input keeps what comes before the damage. Thread-safe.
public final class LogReader {
  private static final int BUFFER = 1 << 16;

  private final RecordReader records;

  public LogReader(RecordReader records) {
    this.records = records;
  }

  /// Reads the input to its end; does not close it.
  public void read(InputStream input, RecordSink sink) {
    var splitter = new RecordSplitter(new Parsing(sink));
    try {
      var stream = unpacked(input);
      var buffer = new byte[BUFFER];
      for (var length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
        splitter.accept(buffer, length);
      }
      splitter.end();
    } catch (EOFException e) {
      splitter.endEarly("the gzip data ends too early; what comes before was read");
    } catch (ZipException e) {
      splitter.endEarly("the gzip data is damaged; what comes before was read");
    } catch (IOException e) {
      splitter.endEarly("reading failed: " + e.getMessage());
    }
  }

  /// Gzip shows by its first two bytes; the name says nothing certain.
  private static InputStream unpacked(InputStream input) throws IOException {
    var stream = new PushbackInputStream(input, 2);
    var start = stream.readNBytes(2);
    stream.unread(start);
    var isGzip = start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    return isGzip ? new GZIPInputStream(stream, BUFFER) : stream;
  }

  /// Numbers the records, and parses each by itself.
  private final class Parsing implements RecordSplitter.Pieces {
    private final RecordSink sink;
    private int number;

    Parsing(RecordSink sink) {
      this.sink = sink;
    }

    @Override
    public void piece(byte[] bytes, int length) {
      number++;
      Delivery delivery;
      try {
        delivery = records.read(bytes, 0, length);
      } catch (UnreadableRecordException e) {
        sink.unreadable(number, e.reason());
        return;
      }
      sink.record(delivery);
    }

    @Override
    public void brokenPiece(String reason) {
      number++;
      sink.unreadable(number, reason);
    }

    @Override
    public void brokenInput(String reason) {
      sink.unreadable(0, reason);
    }
  }
}
