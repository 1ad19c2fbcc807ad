package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// The log files that CloudTrail would have written of a batch of log events: one for each account,
/// Region and day, without session tokens. [LogIngestion] takes them in as it takes in a trail's.
///
/// A batch that comes again gives the same files under the same keys, so that writing them again
/// changes nothing.
public record LogEventFiles(List<LogFile> files, int unreadable, List<String> problems) {
  private static final int PROBLEMS_TOLD = 5;

  /// The end of the year 9999: a key has four digits for it.
  private static final long LATEST = 253_402_300_799_999L;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  /// A log file as CloudTrail packs it.
  public record LogFile(String key, List<String> records) {
    public LogFile {
      requireNonNull(key, "key");
      records = List.copyOf(records);
    }

    /// Gzip of `{"Records":[…]}`.
    public byte[] content() {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write(text(records));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return packed.toByteArray();
    }
  }

  /// Where the records of a file are from: an account and Region, and a day.
  private record TrailFolder(String account, String region, String day) {
    private static final Comparator<TrailFolder> IN_ORDER =
        comparing(TrailFolder::account)
            .thenComparing(TrailFolder::region)
            .thenComparing(TrailFolder::day);

    String key(Instant last, List<String> records) {
      return "AWSLogs/%1$s/CloudTrail/%2$s/%3$s/%1$s_CloudTrail_%2$s_%4$s_%5$s.json.gz"
          .formatted(account, region, day, MINUTE.format(last), digest(text(records)));
    }
  }

  private record Dated(Instant time, String json) {}

  public LogEventFiles {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }

  /// `region` is where records are from that do not say so, and the batch's owner their account.
  public static LogEventFiles of(LogEventBatch.Data batch, String region) {
    var records = new TreeMap<TrailFolder, List<Dated>>(TrailFolder.IN_ORDER);
    var unreadable = 0;
    var problems = new ArrayList<String>();
    for (var event : batch.events()) {
      try {
        var record = TokenFreeRecord.of(event.message());
        var time = time(event);
        var folder =
            new TrailFolder(
                record.account().orElse(batch.owner()),
                record.region().orElse(region),
                DAY.format(time));
        records.computeIfAbsent(folder, _ -> new ArrayList<>()).add(new Dated(time, record.json()));
      } catch (UnreadableBatchException e) {
        unreadable++;
        if (problems.size() < PROBLEMS_TOLD) {
          problems.add("log event %s cannot be read: %s".formatted(event.id(), e.getMessage()));
        }
      }
    }
    var files = new ArrayList<LogFile>();
    records.forEach((folder, dated) -> files.add(file(folder, dated)));
    return new LogEventFiles(files, unreadable, problems);
  }

  private static Instant time(LogEventBatch.LogEvent event) {
    if (event.time() < 0 || event.time() > LATEST) {
      throw new UnreadableBatchException("a timestamp was expected, milliseconds since 1970");
    }
    return Instant.ofEpochMilli(event.time());
  }

  private static LogFile file(TrailFolder folder, List<Dated> dated) {
    var last = dated.stream().map(Dated::time).max(Instant::compareTo).orElseThrow();
    var records = dated.stream().map(Dated::json).toList();
    return new LogFile(folder.key(last, records), records);
  }

  private static byte[] text(List<String> records) {
    return records.stream().collect(joining(",", "{\"Records\":[", "]}")).getBytes(US_ASCII);
  }

  private static String digest(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// One line for a log.
  @Override
  public String toString() {
    var records = files.stream().mapToInt(file -> file.records().size()).sum();
    var keys = files.stream().map(LogFile::key).collect(joining(", "));
    return records == 0 ? "no record" : "%d records are in %s".formatted(records, keys);
  }
}
