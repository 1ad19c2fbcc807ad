package io.deploytrail.ingestion;

import io.deploytrail.aws.LogText;
import java.util.regex.Pattern;

/// An object in a bucket.
public record LogObject(String bucket, String key) {
  /// `[prefix/]AWSLogs/[o-…/]<account>/CloudTrail/<region>/YYYY/MM/DD/<name>.json.gz` ("Finding
  /// your CloudTrail log files", User Guide).
  private static final Pattern LOG_FILE =
      Pattern.compile(
          "(?:.*/)?AWSLogs/(?:o-[a-z0-9]+/)?\\d{12}/CloudTrail/[a-z0-9-]+/\\d{4}/\\d{2}/\\d{2}/[^/]+\\.json(?:\\.gz)?",
          Pattern.DOTALL);

  public LogObject {
    if (bucket.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException("an object has a bucket and a key");
    }
  }

  /// Whether it lies in a trail's `CloudTrail` folder; its siblings `CloudTrail-Digest`,
  /// `CloudTrail-Insight` and the like hold something else.
  public boolean isLogFile() {
    return LOG_FILE.matcher(key).matches();
  }

  /// For a line of a log.
  @Override
  public String toString() {
    return LogText.value("s3://" + bucket + "/" + key);
  }
}
