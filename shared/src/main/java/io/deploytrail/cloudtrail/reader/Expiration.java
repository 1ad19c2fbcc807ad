package io.deploytrail.cloudtrail.reader;

import static java.time.ZoneOffset.UTC;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// When credentials expire. CloudTrail writes it as text in two spellings, in UTC.
final class Expiration {
  private static final Duration DEFAULT = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(36);
  private static final List<DateTimeFormatter> SPELLINGS =
      List.of(
          DateTimeFormatter.ofPattern("MMM d, uuuu h:mm:ss a", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.ENGLISH),
          DateTimeFormatter.ISO_OFFSET_DATE_TIME);

  private Expiration() {}

  /// By the record's text; else by the duration that was asked for, else after STS's default of one
  /// hour.
  static Instant of(Optional<String> text, Optional<Long> durationSeconds, Instant issuedAt) {
    return text.flatMap(Expiration::parse)
        .filter(expiration -> expiration.isAfter(issuedAt))
        .orElseGet(() ->
            issuedAt.plus(
                durationSeconds
                    .map(Duration::ofSeconds)
                    .filter(Expiration::isPossible)
                    .orElse(DEFAULT)));
  }

  private static boolean isPossible(Duration asked) {
    return asked.isPositive() && asked.compareTo(LONGEST) <= 0;
  }

  private static Optional<Instant> parse(String text) {
    // Newer JDKs' locales put a narrow no-break space before AM and PM; what wrote the record may
    // have been one.
    var plain = text.replace('\u202f', ' ').replace('\u00a0', ' ');
    return SPELLINGS.stream().flatMap(spelling -> parse(plain, spelling).stream()).findFirst();
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter spelling) {
    try {
      return Optional.of(
          spelling == DateTimeFormatter.ISO_OFFSET_DATE_TIME
              ? Instant.parse(text)
              : LocalDateTime.parse(text, spelling).toInstant(UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
