package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;

/// Reads a whole input, plain or packed ([Unpacking]), of any shape in which CloudTrail records
/// come: a list ([ListNames]) or an array of them, one after another, as rows of CSV, each bare or
/// in what log stores put around it ([Wrapping]).
///
/// Streams: memory is bounded by one record. A record that cannot be read loses only itself; a
/// damaged input keeps what comes before the damage. Thread-safe.
public final class LogReader {
  private final RecordReader records;
  private final Unpacker zstd;
  private final Optional<WholeGzip> wholeGzip;
  private final boolean unpacksAhead;

  /// Reads plain JSON, gzip, zip and tar.
  public LogReader(RecordReader records) {
    this(
        records,
        _ -> {
          throw new ZipException("it is zstd, which is not read here; unpack it first: unzstd");
        },
        Optional.empty(),
        false);
  }

  /// Reads zstd, too, and ordinary gzip by a library.
  public LogReader(RecordReader records, Unpacker zstd, WholeGzip gzip) {
    this(records, zstd, Optional.of(gzip), false);
  }

  private LogReader(
      RecordReader records, Unpacker zstd, Optional<WholeGzip> wholeGzip, boolean unpacksAhead) {
    this.records = records;
    this.zstd = zstd;
    this.wholeGzip = wholeGzip;
    this.unpacksAhead = unpacksAhead;
  }

  /// Whether an input that starts with those bytes may be a trail; of 512 bytes, or all of it.
  public static boolean mayBeTrail(byte[] start) {
    var appearance = new Appearance(start);
    return appearance.packing() != Appearance.Packing.NONE
        || appearance.isJson()
        || appearance.startsWithTime()
        || appearance.isCsvOfRecords()
        || appearance.showsRecord();
  }

  /// This reader, but gzip is unpacked by a thread of its own for each input: faster where an input
  /// is long and a processor idle.
  public LogReader unpackingAhead() {
    return new LogReader(records, zstd, wholeGzip, true);
  }

  /// How many records were read, how often something unreadable was reported to the sink, how many
  /// records were no calls (Insights, digests), how many files of an archive lie beside a trail,
  /// and whether anything showed the input to be a trail's.
  public record Counts(
      int records, int unreadable, int noCalls, int skippedFiles, boolean isTrail) {}

  /// Reads the input to its end; does not close it.
  ///
  /// What the sink throws ends the reading and reaches the caller; what the input throws is
  /// reported to the sink.
  public Counts read(InputStream input, RecordSink sink) {
    return read(input, new Glance(), new Parsing(records, sink));
  }

  /// Reads the input, but most records by a glance only, which takes a fraction of the time. The
  /// glance may be used for input after input, by one thread.
  public Counts read(InputStream input, Glance glance, GlanceSink sink) {
    return read(input, glance, new Glancing(records, sink));
  }

  private Counts read(InputStream input, Glance glance, Parsing parsing) {
    new Unpacking(glance, parsing, zstd, wholeGzip, unpacksAhead).read(input);
    return parsing.counts();
  }
}
