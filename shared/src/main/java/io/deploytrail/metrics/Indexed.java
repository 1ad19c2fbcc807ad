package io.deploytrail.metrics;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.TrustChange;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// How many facts and calls were put into the indexes, by kind, and the time of the oldest.
public record Indexed(
    int roots, int links, int denied, int trust, int calls, Optional<Instant> oldest) {
  public static final Indexed NOTHING = new Indexed(0, 0, 0, 0, 0, Optional.empty());

  public Indexed {
    requireNonNull(oldest, "oldest");
  }

  public static Indexed fact(Fact fact) {
    var time = Optional.of(fact.event().time());
    return switch (fact) {
      case Root _ -> new Indexed(1, 0, 0, 0, 0, time);
      case Link _ -> new Indexed(0, 1, 0, 0, 0, time);
      case DeniedAttempt _ -> new Indexed(0, 0, 1, 0, 0, time);
      case TrustChange _ -> new Indexed(0, 0, 0, 1, 0, time);
    };
  }

  public static Indexed calls(int count, Optional<Instant> oldest) {
    return count == 0 ? NOTHING : new Indexed(0, 0, 0, 0, count, oldest);
  }

  public Indexed plus(Indexed more) {
    return new Indexed(
        roots + more.roots,
        links + more.links,
        denied + more.denied,
        trust + more.trust,
        calls + more.calls,
        Stream.of(oldest, more.oldest).flatMap(Optional::stream).min(Instant::compareTo));
  }

  /// What the session index took of sessions: issuances and denied attempts.
  public int facts() {
    return roots + links + denied;
  }
}
