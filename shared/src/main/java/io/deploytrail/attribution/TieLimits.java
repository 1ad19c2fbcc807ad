package io.deploytrail.attribution;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;

/// How far apart times may be that [Tie] takes for one another; they stand here once, also for
/// those who choose records before the rules see them.
public final class TieLimits {
  /// IAM allows role sessions of at most 12 hours ("Maximum session duration", IAM User Guide).
  public static final Duration LONGEST_SESSION = Duration.ofHours(12);

  /// The creation date equals the issuing record's time to the second; one second is left for
  /// rounding, and only where the key agrees.
  public static final Duration ROUNDING = Duration.ofSeconds(1);

  /// Services' clocks differ: so much is left at both ends of a session, and only where the key
  /// agrees and no session of that key was valid then.
  public static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private TieLimits() {}

  /// Whether two times are of one second, or of two that `tolerance` joins.
  public static boolean areNear(Instant one, Instant other, Duration tolerance) {
    return Duration.between(one.truncatedTo(SECONDS), other.truncatedTo(SECONDS))
            .abs()
            .compareTo(tolerance)
        <= 0;
  }
}
