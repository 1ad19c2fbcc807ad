package io.deploytrail.desk;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.TimeText;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file or object that was read: an absolute path, or `s3://<bucket>/<key>`.
///
/// `isNoted` says whether it is known by what its records are found; `first` and `last` are the
/// times of the first and the last one, as texts in the order of time.
public record DeskFile(
    long id,
    String address,
    @Nullable Long size,
    @Nullable String modified,
    boolean isNoted,
    @Nullable String first,
    @Nullable String last) {
  public DeskFile {
    requireNonNull(address, "address");
  }

  /// The time of its last record.
  public Optional<Instant> lastTime() {
    return Optional.ofNullable(last).map(Instant::parse);
  }

  /// Whether it may hold a record of that range.
  public boolean reaches(TimeRange range) {
    return first == null
        || last == null
        || (first.compareTo(TimeText.nearest(range.to())) <= 0
            && last.compareTo(TimeText.nearest(range.from())) >= 0);
  }

  /// Whether all of it was read when it had that size and was of that time.
  public boolean isRead(long nowSize, String nowModified) {
    return size != null && size == nowSize && nowModified.equals(modified);
  }
}
