package io.deploytrail.cloudtrail.reader;

import static java.time.ZoneOffset.UTC;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/// When credentials expire. CloudTrail writes it as text in two spellings, in UTC.
final class Expiration {
  /// What STS gives where no duration was asked for ("AssumeRole", AWS STS API Reference).
  static final Duration OF_ROLE = Duration.ofHours(1);

  /// The same of an `AssumeRoot`, which is also the most that it gives ("AssumeRoot", AWS STS API
  /// Reference).
  static final Duration OF_ROOT = Duration.ofMinutes(15);

  /// The longest session that any STS action hands out.
  private static final Duration LONGEST = Duration.ofHours(36);

  private static final DateTimeFormatter SPELLING =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("MMM d, uuuu[,] h:mm:ss a")
          .toFormatter(Locale.ENGLISH);

  private Expiration() {}

  /// By the record's text; else by the duration that was asked for, else after STS's default.
  static Instant of(
      Optional<String> text,
      Optional<Long> durationSeconds,
      Instant issuedAt,
      Duration defaultDuration) {
    return text.flatMap(Expiration::parse)
        .filter(expiration -> expiration.isAfter(issuedAt))
        .orElseGet(() ->
            issuedAt.plus(
                durationSeconds
                    .map(Duration::ofSeconds)
                    .filter(asked -> asked.isPositive() && asked.compareTo(LONGEST) <= 0)
                    .orElse(defaultDuration)));
  }

  private static Optional<Instant> parse(String text) {
    // Newer JDKs' locales put a narrow no-break space before AM and PM; what wrote the record may
    // have been one.
    var plain = text.replace('\u202f', ' ').replace('\u00a0', ' ');
    try {
      return Times.plausible(LocalDateTime.parse(plain, SPELLING).toInstant(UTC));
    } catch (DateTimeException e) {
      return Times.parse(plain);
    }
  }
}
