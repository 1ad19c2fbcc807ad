package io.deploytrail.attribution;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The known sessions that fit a caller equally well, and how well: none, one, or several.
///
/// The ways, best first: access key and time; principal id and creation date; and, for a record
/// without a creation date only, principal id and time window. `keyReused` says that the caller's
/// key has, or must have had, more than one session.
record Tie(List<Issuance> sessions, Confidence confidence, boolean keyReused, Way way) {

  /// What ties a call to its session.
  enum Way {
    ACCESS_KEY,
    CREATION_DATE,
    TIME_WINDOW
  }

  /// Not a role session, so no session is looked for.
  static final Tie NONE = new Tie(List.of(), Confidence.INFERRED, false, Way.TIME_WINDOW);

  /// IAM allows role sessions of at most 12 hours ("Maximum session duration", IAM User Guide).
  static final Duration LONGEST_SESSION = Duration.ofHours(12);

  /// The creation date equals the issuing record's time to the second; one second is left for
  /// rounding, and only where the key agrees.
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  /// No record lies outside.
  private static final TimeRange ANY_TIME =
      new TimeRange(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));

  Tie {
    sessions = List.copyOf(sessions);
  }

  /// Asks the index: one request by key, one more where the key is absent or fits nothing.
  static Tie of(Caller caller, Instant time, SessionLookup index) {
    if (!caller.isRoleSession()) {
      return NONE;
    }
    var ofKey =
        caller.accessKey().map(key -> KnownSession.of(index.withAccessKey(key))).orElse(List.of());
    var byKey = ofKey.stream().filter(session -> keyFits(session, caller, time)).toList();
    if (!byKey.isEmpty()) {
      return new Tie(closest(byKey, caller), Confidence.PROVEN, ofKey.size() > 1, Way.ACCESS_KEY);
    }
    var keyReused = !ofKey.isEmpty();
    var principal = caller.principal().filter(id -> id.roleSessionName().isPresent());
    if (principal.isEmpty()) {
      return new Tie(List.of(), Confidence.INFERRED, keyReused, Way.TIME_WINDOW);
    }
    if (caller.sessionCreated().isPresent()) {
      var created = caller.sessionCreated().get().truncatedTo(SECONDS);
      var second = new TimeRange(created, created.plusMillis(999));
      var fitting =
          providerFits(KnownSession.of(index.ofPrincipal(principal.get(), second)), caller);
      return new Tie(fitting, Confidence.PROVEN, keyReused, Way.CREATION_DATE);
    }
    if (keyReused) {
      // The key is known to belong to another session, so a neighbour in the time window did not
      // sign with it.
      return new Tie(List.of(), Confidence.INFERRED, true, Way.TIME_WINDOW);
    }
    var fitting = providerFits(validAt(time, index, principal.get()), caller);
    return new Tie(fitting, Confidence.INFERRED, false, Way.TIME_WINDOW);
  }

  /// Whether the caller is tied to the same sessions at any time: by a creation date, or, as the
  /// index knows none of its sessions, to none.
  static boolean isTimeless(Caller caller, SessionLookup index) {
    return caller.sessionCreated().isPresent()
        || (caller.accessKey().map(index::withAccessKey).orElse(List.of()).isEmpty()
            && caller
                .principal()
                .map(principal -> index.ofPrincipal(principal, ANY_TIME))
                .orElse(List.of())
                .isEmpty());
  }

  /// The sessions of a key, at that time if it is given.
  static Tie ofKey(AccessKeyId accessKey, List<Instant> at, SessionLookup index) {
    var known = KnownSession.of(index.withAccessKey(accessKey));
    var fitting =
        known.stream()
            .filter(issuance -> at.stream().allMatch(issuance.session()::isValidAt))
            .toList();
    return new Tie(fitting, Confidence.PROVEN, known.size() > 1, Way.ACCESS_KEY);
  }

  /// The sessions of an assumed-role ARN that were valid at that time.
  static Tie ofAssumedRole(String assumedRole, Instant at, SessionLookup index) {
    var issued = index.ofAssumedRole(assumedRole, window(at));
    return new Tie(
        validAt(at, KnownSession.of(issued)), Confidence.INFERRED, false, Way.TIME_WINDOW);
  }

  private static List<Issuance> validAt(Instant time, SessionLookup index, PrincipalId principal) {
    return validAt(time, KnownSession.of(index.ofPrincipal(principal, window(time))));
  }

  private static List<Issuance> validAt(Instant time, List<Issuance> sessions) {
    return sessions.stream().filter(issuance -> issuance.session().isValidAt(time)).toList();
  }

  private static TimeRange window(Instant time) {
    return new TimeRange(time.minus(LONGEST_SESSION), time);
  }

  private static boolean keyFits(Issuance issuance, Caller caller, Instant time) {
    var session = issuance.session();
    var principalFits =
        caller
            .principal()
            .map(session.principal()::equals)
            .orElseGet(
                () -> caller.arn().isPresent() && caller.arn().equals(session.assumedRole()));
    var timeFits =
        caller
            .sessionCreated()
            .map(created -> distance(created, session.issuedAt()).compareTo(ROUNDING) <= 0)
            .orElseGet(() -> session.isValidAt(time));
    return principalFits && timeFits && providerFits(issuance, caller);
  }

  /// With a creation date, the sessions closest to it.
  private static List<Issuance> closest(List<Issuance> sessions, Caller caller) {
    if (sessions.size() == 1 || caller.sessionCreated().isEmpty()) {
      return sessions;
    }
    var created = caller.sessionCreated().get();
    var exact =
        sessions.stream().filter(s -> distance(created, s.session().issuedAt()).isZero()).toList();
    return exact.isEmpty() ? sessions : exact;
  }

  private static Duration distance(Instant created, Instant issuedAt) {
    return Duration.between(created.truncatedTo(SECONDS), issuedAt.truncatedTo(SECONDS)).abs();
  }

  private static List<Issuance> providerFits(List<Issuance> sessions, Caller caller) {
    return sessions.stream().filter(session -> providerFits(session, caller)).toList();
  }

  /// AWS writes the provider of a token's session into its calls; one that names another did not
  /// come from that token.
  private static boolean providerFits(Issuance issuance, Caller caller) {
    return !(issuance instanceof Root root)
        || caller.federatedProvider().map(root.identity().provider()::equals).orElse(true);
  }
}
