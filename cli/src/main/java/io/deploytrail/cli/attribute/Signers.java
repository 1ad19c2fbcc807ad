package io.deploytrail.cli.attribute;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.bytes.KeyedHash;
import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.bytes.Spelling;
import io.deploytrail.cloudtrail.glance.IdentityGlance;
import io.deploytrail.cloudtrail.glance.UserIdentity;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Who signed the calls of a trail, each known by a number; safe for many threads.
///
/// Each number is of one [Kind]: role sessions, in few bytes each, from 0 on; callers of any other
/// kind. The negative numbers are calls that bought a session for another than a service of AWS;
/// they are kept whole, since their attribution needs that session too.
final class Signers {
  /// Never Pulumi's, so that nothing more needs to be known.
  static final int NOBODY = Integer.MIN_VALUE;

  /// The first number of a caller that is not kept among the role sessions.
  private static final int CALLERS = 1 << 30;

  /// How many callers that are nobody are remembered, lest a trail of many fill the memory.
  private static final int MOST_NOBODIES = 1 << 14;

  /// Longer identities are read each time they come, lest a few of them fill the memory.
  private static final int LONGEST_SPELLING = 1 << 12;

  private final RecordReader records;
  private final KeyedHash hash;
  private final boolean keepsAll;
  private final PackedSessions sessions;
  private final Numbered<Caller> callers = new Numbered<>();
  private final Numbered<Call> buyers = new Numbered<>();
  private final Set<Spelling> nobodies = ConcurrentHashMap.newKeySet();

  /// With `keepsAll` there are no nobodies.
  Signers(RecordReader records, KeyedHash hash, boolean keepsAll) {
    this.records = records;
    this.hash = hash;
    this.keepsAll = keepsAll;
    this.sessions = new PackedSessions(hash);
  }

  /// Reads identities, for one thread.
  Identities identities() {
    return new Identities();
  }

  /// Numbers the signers that identities name. A role session that is not recognized when it comes
  /// again has several numbers.
  final class Identities {
    private final IdentityGlance session = new IdentityGlance();
    private final PackedSessions.SessionWriter writer = sessions.writer();
    private final Spelling spelling = new Spelling(hash);

    private Identities() {}

    /// The number of that identity's signer.
    int of(UserIdentity identity) {
      if (identity.mark() == UserIdentity.UNMARKED) {
        identity.mark(of(identity.json()));
      }
      return identity.mark();
    }

    private int of(Slice userIdentity) {
      var number = session.look(userIdentity) ? writer.add(session) : PackedSessions.NONE;
      return number == PackedSessions.NONE ? read(userIdentity) : number;
    }

    private int read(Slice userIdentity) {
      if (userIdentity.length() > LONGEST_SPELLING) {
        return Signers.this.of(records.caller(userIdentity));
      }
      var known = callers.spelled(spelling.become(userIdentity));
      if (known != null) {
        return CALLERS + known;
      }
      if (nobodies.contains(spelling)) {
        return NOBODY;
      }
      var caller = records.caller(userIdentity);
      if (counts(caller)) {
        return CALLERS + callers.of(spelling, caller);
      }
      if (nobodies.size() >= MOST_NOBODIES) {
        nobodies.clear();
      }
      nobodies.add(spelling.copy());
      return NOBODY;
    }
  }

  /// The signer of a call that was read.
  int of(Call call) {
    // AWS's services buy most sessions of a trail, each for itself alone.
    if (call.issued().isPresent() && !call.caller().isService()) {
      return -1 - buyers.of(call);
    }
    return of(call.caller());
  }

  private int of(Caller caller) {
    return counts(caller) ? CALLERS + callers.of(caller) : NOBODY;
  }

  /// Whether the caller may be Pulumi's: STS issued his session, or the record names a provider.
  private boolean counts(Caller caller) {
    return keepsAll || caller.mayBeIssued() || caller.federatedProvider().isPresent();
  }

  /// The providers that they name.
  Stream<String> providers() {
    var others = Stream.concat(callers.all().stream(), buyers.all().stream().map(Call::caller));
    return Stream.concat(
        sessions.providers(), others.flatMap(caller -> caller.federatedProvider().stream()));
  }

  PackedSessions sessions() {
    return sessions;
  }

  /// What a number other than [#NOBODY] stands for.
  enum Kind {
    SESSION,
    CALLER,
    BUYER
  }

  static Kind kind(int number) {
    if (number < 0) {
      return Kind.BUYER;
    }
    return number < CALLERS ? Kind.SESSION : Kind.CALLER;
  }

  /// Which one it is of its kind, from 0 on.
  static int index(int number) {
    return switch (kind(number)) {
      case SESSION -> number;
      case CALLER -> number - CALLERS;
      case BUYER -> -1 - number;
    };
  }

  /// How many callers there are.
  int callers() {
    return callers.size();
  }

  Caller caller(int index) {
    return callers.get(index);
  }

  /// How many buyers there are.
  int buyers() {
    return buyers.size();
  }

  Call buyer(int index) {
    return buyers.get(index);
  }
}
