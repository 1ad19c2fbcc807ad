package io.deploytrail.index;

import io.deploytrail.aws.AttributeDigest;
import io.deploytrail.cloudtrail.Fact;
import java.time.Instant;
import java.util.Comparator;

/// Which of two facts stands that claim to be the same record and differ: the later, else the one
/// of the greater digest.
///
/// CloudTrail writes no such pair. The choice is arbitrary and the same whichever comes first, so
/// that the order of deliveries never shows; that the later wins keeps an expired fact from hiding
/// a living one.
public final class Precedence {
  public static final Comparator<Fact> ORDER =
      Comparator.<Fact, Instant>comparing(fact -> fact.event().time())
          .thenComparing(fact -> AttributeDigest.of(Items.facts(fact)));

  private Precedence() {}
}
