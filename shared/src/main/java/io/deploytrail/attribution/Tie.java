package io.deploytrail.attribution;

import static io.deploytrail.attribution.TieLimits.CLOCK_SKEW;
import static io.deploytrail.attribution.TieLimits.LONGEST_SESSION;
import static io.deploytrail.attribution.TieLimits.ROUNDING;
import static java.time.temporal.ChronoUnit.SECONDS;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The known sessions that fit a caller equally well, and how well: none, one, or several.
///
/// A session fits if it contradicts nothing that AWS wrote. What absence and difference of each
/// field of the caller mean:
///
/// | field | absent | differs from the session's |
/// |---|---|---|
/// | key of a call that no service forwarded | tied by principal and creation date, and if those lead to a root whose provider the record does not name, `INFERRED` | never this session |
/// | key of a forwarded call | nothing: what a service calls with is the service's | nothing |
/// | principal id | the assumed-role ARN stands for it | never this session |
/// | account (`userIdentity.accountId`) | nothing | never this session |
/// | provider | nothing beside a key; without one see above | never this session, nor one of a chain that begins otherwise |
/// | creation date | the session's limits must hold the call's time | never this session; with a key, one second is left for rounding |
///
/// `isKeyReused` says that more than one session of the caller's key is known.
record Tie(List<TiedSession> fits, boolean isKeyReused, Way way) {

  /// What ties a call to its session.
  enum Way {
    ACCESS_KEY,
    CREATION_DATE,
    TIME_WINDOW
  }

  /// A session that fits, and how well.
  record TiedSession(Issuance session, Confidence confidence) {}

  /// Not the caller of an issued session, so none is looked for.
  private static final Tie NONE = new Tie(List.of(), false, Way.TIME_WINDOW);

  /// Of nearly all keys of a trail: one object.
  private static final Tie UNKNOWN_KEY = new Tie(List.of(), false, Way.ACCESS_KEY);

  /// No record lies outside.
  private static final TimeRange ANY_TIME =
      new TimeRange(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));

  Tie {
    fits = List.copyOf(fits);
  }

  List<Issuance> sessions() {
    return fits.stream().map(TiedSession::session).toList();
  }

  /// Asks the index: one request by key, or one by principal id.
  ///
  /// `leadsToProvider` says whether a link's chain may begin with the provider that the caller
  /// names; it is asked only if he names one.
  static Tie of(Caller caller, Instant time, SessionLookup index, Predicate<Link> leadsToProvider) {
    var request = new Request(caller, time, index, leadsToProvider);
    if (!caller.mayBeIssued()) {
      return NONE;
    }
    if (caller.sessionKey().isPresent()) {
      return request.byKey(caller.sessionKey().get());
    }
    if (caller.accessKey().isPresent() && !caller.isForwarded()) {
      return NONE;
    }
    return caller.sessionCreated().map(request::byCreationDate).orElseGet(request::byWindow);
  }

  /// All sessions that may turn out to fit when more becomes known.
  static List<Issuance> possible(Caller caller, Instant time, SessionLookup index) {
    var request = new Request(caller, time, index, _ -> true);
    return caller.mayBeIssued() && caller.sessionKey().isPresent()
        ? request.possible(caller.sessionKey().get())
        : of(caller, time, index, _ -> true).sessions();
  }

  /// Whether the caller is tied to the same sessions at any time: by a creation date, or, as the
  /// index knows none of its sessions, to none.
  static boolean isTimeless(Caller caller, SessionLookup index) {
    return !caller.mayBeIssued() || caller.sessionCreated().isPresent() || isUnknown(caller, index);
  }

  /// Whether the index knows no session to which the caller could be tied at any time: none of its
  /// key or, without one that STS may have issued to it, of its principal id or ARN.
  static boolean isUnknown(Caller caller, SessionLookup index) {
    return caller
        .sessionKey()
        .map(index::withAccessKey)
        .orElseGet(() -> ofSigner(caller, ANY_TIME, index))
        .isEmpty();
  }

  /// The sessions of a key, at that time if it is given.
  static Tie ofKey(AccessKeyId accessKey, List<Instant> at, SessionLookup index) {
    var known = IssuanceCopies.in(index.withAccessKey(accessKey));
    var fitting =
        known.stream()
            .filter(session -> at.stream().allMatch(time -> session.isValidAt(time, Duration.ZERO)))
            .toList();
    return new Tie(fits(fitting, Confidence.PROVEN), known.size() > 1, Way.ACCESS_KEY);
  }

  /// The sessions of an assumed-role ARN that were valid at that time.
  static Tie ofAssumedRole(String assumedRole, Instant at, SessionLookup index) {
    var known = IssuanceCopies.in(index.ofAssumedRole(assumedRole, window(at)));
    var fitting = known.stream().filter(session -> session.isValidAt(at, Duration.ZERO)).toList();
    return new Tie(fits(fitting, Confidence.INFERRED), false, Way.TIME_WINDOW);
  }

  private static List<TiedSession> fits(List<IssuanceCopies> sessions, Confidence confidence) {
    return sessions.stream()
        .map(session -> new TiedSession(session.issuance(), confidence))
        .toList();
  }

  private static TimeRange window(Instant time) {
    return new TimeRange(time.minus(LONGEST_SESSION), time);
  }

  /// The issuances of the caller's principal id, or of its assumed-role ARN, in that range.
  private static List<Issuance> ofSigner(Caller caller, TimeRange range, SessionLookup index) {
    return caller
        .principal()
        .map(principal -> index.ofPrincipal(principal, range))
        .or(() -> caller.arn().map(arn -> index.ofAssumedRole(arn, range)))
        .orElse(List.of());
  }

  /// One caller's tie in the making.
  private record Request(
      Caller caller, Instant time, SessionLookup index, Predicate<Link> leadsToProvider) {

    Tie byKey(AccessKeyId key) {
      var known = IssuanceCopies.in(index.withAccessKey(key));
      if (known.isEmpty()) {
        return UNKNOWN_KEY;
      }
      var agreeing = known.stream().filter(this::contradictsNothing).toList();
      var fitting = caller.sessionCreated().isPresent() ? dated(agreeing) : undated(agreeing);
      return new Tie(fits(fitting, Confidence.PROVEN), known.size() > 1, Way.ACCESS_KEY);
    }

    private List<IssuanceCopies> dated(List<IssuanceCopies> sessions) {
      var near = issuedWithin(ROUNDING, sessions);
      var exact = issuedWithin(Duration.ZERO, near);
      return exact.isEmpty() ? near : exact;
    }

    private List<IssuanceCopies> issuedWithin(Duration tolerance, List<IssuanceCopies> sessions) {
      var created = caller.sessionCreated().orElseThrow();
      return sessions.stream().filter(known -> known.wasIssuedAt(created, tolerance)).toList();
    }

    private List<IssuanceCopies> undated(List<IssuanceCopies> sessions) {
      var valid = validWithin(Duration.ZERO, sessions);
      return valid.isEmpty() ? validWithin(CLOCK_SKEW, sessions) : valid;
    }

    private List<IssuanceCopies> validWithin(Duration tolerance, List<IssuanceCopies> sessions) {
      return sessions.stream().filter(known -> known.isValidAt(time, tolerance)).toList();
    }

    List<Issuance> possible(AccessKeyId key) {
      var agreeing =
          IssuanceCopies.in(index.withAccessKey(key)).stream()
              .filter(this::contradictsNothing)
              .toList();
      var fitting =
          caller.sessionCreated().isPresent()
              ? issuedWithin(ROUNDING, agreeing)
              : validWithin(CLOCK_SKEW, agreeing);
      return fitting.stream().flatMap(known -> known.copies().stream()).toList();
    }

    Tie byCreationDate(Instant created) {
      var second = created.truncatedTo(SECONDS);
      var range = new TimeRange(second, second.plusMillis(999));
      var fitting =
          whole(ofSigner(caller, range, index)).stream().filter(this::contradictsNothing).toList();
      return new Tie(
          fitting.stream()
              .map(known -> new TiedSession(known.issuance(), withoutKey(known.issuance())))
              .toList(),
          false,
          Way.CREATION_DATE);
    }

    /// A person's session of that name and second would look the same as a root whose provider the
    /// record does not name.
    private Confidence withoutKey(Issuance issuance) {
      return switch (issuance) {
        case Root _ ->
            caller.federatedProvider().isPresent() ? Confidence.PROVEN : Confidence.INFERRED;
        case Link _ -> Confidence.PROVEN;
      };
    }

    Tie byWindow() {
      // An account's own root calls under the same principal id as one that was assumed.
      if (!caller.isRoleSession()) {
        return NONE;
      }
      var fitting =
          validWithin(Duration.ZERO, whole(ofSigner(caller, window(time), index))).stream()
              .filter(this::contradictsNothing)
              .toList();
      return new Tie(fits(fitting, Confidence.INFERRED), false, Way.TIME_WINDOW);
    }

    /// The sessions of these records; where a copy may stand in another second, with that too.
    private List<IssuanceCopies> whole(List<Issuance> records) {
      return IssuanceCopies.in(records).stream().flatMap(this::whole).toList();
    }

    private Stream<IssuanceCopies> whole(IssuanceCopies known) {
      var issuance = known.issuance();
      if (!(issuance instanceof Link link)
          || IssuanceCopies.strength(link.caller()) > 0
          || link.event().sharedEventId().isEmpty()) {
        return Stream.of(known);
      }
      var session = link.session();
      return IssuanceCopies.copiesOf(
          link.event(), session, index.withAccessKey(session.accessKey()))
          .stream();
    }

    private boolean contradictsNothing(IssuanceCopies known) {
      var issuance = known.issuance();
      var session = issuance.session();
      return agree(caller.account(), session.account())
          && (caller.principal().isPresent()
              ? agree(caller.principal(), Optional.of(session.principal()))
              : agree(caller.arn(), session.assumedRole()))
          && providerFits(issuance);
    }

    private static <T> boolean agree(Optional<T> one, Optional<T> other) {
      return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /// AWS writes the provider of a token's session into its calls, and perhaps into those of the
    /// sessions bought with it; one that names another did not come from that token.
    private boolean providerFits(Issuance issuance) {
      if (caller.federatedProvider().isEmpty()) {
        return true;
      }
      return switch (issuance) {
        case Root root -> caller.federatedProvider().get().equals(root.identity().provider());
        case Link link -> leadsToProvider.test(link);
      };
    }
  }
}
