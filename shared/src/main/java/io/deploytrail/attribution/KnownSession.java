package io.deploytrail.attribution;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// Joins the issuance records that an index returned: one issuance a session, the best of its
/// copies.
///
/// A correction takes the place of the record that it corrects. A cross-account `AssumeRole` is
/// recorded in both accounts; the copy that says more of the caller stands for both.
public final class KnownSession {
  private static final Comparator<Issuance> BY_TIME_AND_EVENT =
      Comparator.comparing((Issuance issuance) -> issuance.session().issuedAt())
          .thenComparing(issuance -> issuance.event().id());

  private KnownSession() {}

  /// What makes two records copies of one issuance: the credentials, and for a root what was
  /// signed.
  private record Identity(String accessKey, String principal, Instant issuedAt, String signed) {
    static Identity of(Issuance issuance) {
      var session = issuance.session();
      var signed = issuance instanceof Root root ? root.identity().toString() : "";
      return new Identity(
          session.accessKey().value(), session.principal().value(), session.issuedAt(), signed);
    }
  }

  /// The sessions of these records, oldest first, whatever the records' order.
  public static List<Issuance> of(List<Issuance> records) {
    return records.size() <= 1 ? records : of(records.stream(), records);
  }

  /// That session as those records tell it: none, one, or several that tell different roots of it.
  ///
  /// A key may come with thousands of sessions, where somebody forged records or copied a trail: so
  /// the others are not joined.
  static List<Issuance> of(Session session, List<Issuance> records) {
    return of(records.stream().filter(record -> same(record.session(), session)), records);
  }

  /// The sessions of some of these records.
  private static List<Issuance> of(Stream<Issuance> some, List<Issuance> records) {
    var corrected = new HashSet<String>();
    for (var record : records) {
      record.event().corrects().ifPresent(corrected::add);
    }
    var best = new LinkedHashMap<Identity, Issuance>();
    some.filter(record -> !corrected.contains(record.event().id()))
        .sorted(BY_TIME_AND_EVENT)
        .forEach(record -> best.merge(Identity.of(record), record, KnownSession::better));
    return new ArrayList<>(best.values());
  }

  /// Whether both records tell of the same credentials.
  static boolean same(Session one, Session other) {
    return one.accessKey().equals(other.accessKey())
        && one.principal().equals(other.principal())
        && one.issuedAt().equals(other.issuedAt());
  }

  private static Issuance better(Issuance one, Issuance other) {
    return one instanceof Link first
            && other instanceof Link second
            && strength(second.caller()) > strength(first.caller())
        ? other
        : one;
  }

  /// How much a record says of its caller: the creation date counts most, then the key.
  static int strength(Caller caller) {
    return (caller.sessionCreated().isPresent() ? 2 : 0) + (caller.accessKey().isPresent() ? 1 : 0);
  }
}
