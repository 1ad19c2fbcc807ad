package io.deploytrail.cloudtrail.reader;

import static java.time.ZoneOffset.UTC;
import static java.time.temporal.ChronoField.CLOCK_HOUR_OF_AMPM;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// When credentials expire. CloudTrail writes it as text in two spellings, in UTC.
final class Expiration {
  /// STS's default duration of an `AssumeRole` ("AssumeRole", AWS STS API Reference).
  static final Duration OF_ROLE = Duration.ofHours(1);

  /// Its default, and longest, duration of an `AssumeRoot` ("AssumeRoot", AWS STS API Reference).
  static final Duration OF_ROOT = Duration.ofMinutes(15);

  /// The longest session that any STS action hands out.
  private static final Duration LONGEST = Duration.ofHours(36);

  /// As `Nov 20, 2026, 10:30:00 AM`, and without the second comma.
  private static final Pattern SPELLING =
      Pattern.compile(
          "([a-z]{3}) (\\d{1,2}), (\\d{4}),? (\\d{1,2}):(\\d{2}):(\\d{2}) ([ap])m",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

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
    var spelled = SPELLING.matcher(plain);
    if (!spelled.matches()) {
      return Times.parse(plain);
    }
    try {
      return Times.plausible(time(spelled).toInstant(UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDateTime time(MatchResult spelled) {
    var isMorning = spelled.group(7).equalsIgnoreCase("a");
    return LocalDateTime.of(
        number(spelled, 3),
        1 + MONTHS.indexOf(spelled.group(1).toLowerCase(Locale.ROOT)),
        number(spelled, 2),
        CLOCK_HOUR_OF_AMPM.checkValidIntValue(number(spelled, 4)) % 12 + (isMorning ? 0 : 12),
        number(spelled, 5),
        number(spelled, 6));
  }

  private static int number(MatchResult spelled, int group) {
    return Integer.parseInt(spelled.group(group));
  }
}
