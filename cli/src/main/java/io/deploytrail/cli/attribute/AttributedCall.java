package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Origin;
import java.time.Instant;
import java.util.Comparator;

/// A call and where it comes from; `place` is a number in the [Gathering].
record AttributedCall(EventId id, long epochMilli, int place, Origin origin) {
  /// The copies of a call stand together, the one that counts first: should copies differ, which
  /// CloudTrail's do not, the latest does.
  static final Comparator<AttributedCall> BY_ID =
      Comparator.comparing(AttributedCall::id)
          .thenComparing(AttributedCall::epochMilli, Comparator.reverseOrder());

  /// The order of the answers, which depends neither on the files' order nor on the threads'.
  static final Comparator<AttributedCall> BY_TIME =
      Comparator.comparingLong(AttributedCall::epochMilli).thenComparing(AttributedCall::id);

  Instant time() {
    return Instant.ofEpochMilli(epochMilli);
  }
}
