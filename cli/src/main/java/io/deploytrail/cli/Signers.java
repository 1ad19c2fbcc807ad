package io.deploytrail.cli;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.reader.Fingerprint;
import io.deploytrail.cloudtrail.reader.KeyedHash;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.Slice;
import io.deploytrail.cloudtrail.reader.UserIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who signed the calls of a trail, each known by a number; safe for many threads.
///
/// From 0 on these are callers; the negative numbers are calls that bought a session, which are
/// kept whole, since their attribution needs that session too.
final class Signers {
  /// Never Pulumi's, so that nothing more needs to be known.
  static final int NOBODY = Integer.MIN_VALUE;

  /// How many callers that are nobody are remembered, lest a trail of many fill the memory.
  private static final int MOST_NOBODIES = 1 << 16;

  private final RecordReader records;
  private final KeyedHash hash;
  private final boolean keepsAll;
  private final Numbered<Caller> callers = new Numbered<>();
  private final Numbered<Call> buyers = new Numbered<>();
  private final Map<Optional<?>, Optional<?>> parts = new ConcurrentHashMap<>();
  private final Set<Fingerprint> nobodies = ConcurrentHashMap.newKeySet();

  /// With `keepsAll` there are no nobodies.
  Signers(RecordReader records, KeyedHash hash, boolean keepsAll) {
    this.records = records;
    this.hash = hash;
    this.keepsAll = keepsAll;
  }

  /// The signer whom that identity tells.
  int of(UserIdentity identity) {
    if (identity.mark() == UserIdentity.UNMARKED) {
      identity.mark(of(identity.json()));
    }
    return identity.mark();
  }

  private int of(Slice userIdentity) {
    var spelling = hash.of(userIdentity);
    var known = callers.spelled(spelling);
    if (known != null) {
      return known;
    }
    if (nobodies.contains(spelling)) {
      return NOBODY;
    }
    var caller = records.caller(userIdentity);
    if (counts(caller)) {
      return callers.of(spelling, sharing(caller));
    }
    if (nobodies.size() >= MOST_NOBODIES) {
      nobodies.clear();
    }
    nobodies.add(spelling);
    return NOBODY;
  }

  /// The signer of a call that was read.
  int of(Call call) {
    if (call.issued().isPresent()) {
      return -1 - buyers.of(call);
    }
    return counts(call.caller()) ? callers.of(call.caller()) : NOBODY;
  }

  /// The caller, made of the parts of those that came before: most differ in little.
  private Caller sharing(Caller caller) {
    return new Caller(
        shared(caller.type()),
        shared(caller.principal()),
        shared(caller.accessKey()),
        shared(caller.arn()),
        shared(caller.account()),
        shared(caller.sessionCreated()),
        shared(caller.federatedProvider()),
        shared(caller.invokedBy()));
  }

  @SuppressWarnings("unchecked") // what is equal has the same type
  private <T> Optional<T> shared(Optional<T> part) {
    var known = parts.putIfAbsent(part, part);
    return known == null ? part : (Optional<T>) known;
  }

  private boolean counts(Caller caller) {
    return keepsAll || caller.isRoleSession();
  }

  int callers() {
    return callers.size();
  }

  Caller caller(int number) {
    return callers.get(number);
  }

  /// How many numbers below 0 there are.
  int buyers() {
    return buyers.size();
  }

  Call buyer(int number) {
    return buyers.get(-1 - number);
  }
}
