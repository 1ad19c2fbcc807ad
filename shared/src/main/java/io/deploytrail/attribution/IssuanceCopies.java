package io.deploytrail.attribution;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A session by the records of an index: `issuance` is the best of its copies.
///
/// A correction takes the place of the record that it corrects. A cross-account `AssumeRole` is
/// recorded in both accounts, perhaps not in the same second; the copy that says more of the caller
/// stands for both.
public record IssuanceCopies(Issuance issuance, List<Issuance> copies) {
  private static final Comparator<Issuance> BY_TIME_AND_EVENT =
      Comparator.comparing((Issuance issuance) -> issuance.session().issuedAt())
          .thenComparing(issuance -> issuance.event().id());

  public IssuanceCopies {
    copies = List.copyOf(copies);
  }

  private static IssuanceCopies of(List<Issuance> copies) {
    return new IssuanceCopies(copies.stream().reduce(IssuanceCopies::better).orElseThrow(), copies);
  }

  /// The sessions of these records, oldest first, whatever the records' order.
  public static List<IssuanceCopies> in(List<Issuance> records) {
    return switch (records.size()) {
      case 0 -> List.of();
      case 1 -> List.of(new IssuanceCopies(records.getFirst(), records));
      default -> in(records.stream(), records);
    };
  }

  /// The sessions among those records of which that event may be a copy.
  ///
  /// A key may come with thousands of sessions, where somebody forged records or copied a trail: so
  /// the others are not joined.
  static List<IssuanceCopies> copiesOf(Event event, Session session, List<Issuance> records) {
    var near = records.stream().filter(record -> mayBeCopies(record, event, session)).toList();
    return near.isEmpty()
        ? List.of()
        : in(near.stream(), records).stream()
            .filter(known -> known.areCopies(event, session))
            .toList();
  }

  /// The sessions of some of these records.
  private static List<IssuanceCopies> in(Stream<Issuance> some, List<Issuance> records) {
    var corrected = new HashSet<String>();
    for (var record : records) {
      record.event().corrects().ifPresent(corrected::add);
    }
    var groups = new Groups();
    some.filter(record -> !corrected.contains(record.event().id()))
        .sorted(BY_TIME_AND_EVENT)
        .forEach(groups::add);
    return groups.all.stream().map(IssuanceCopies::of).toList();
  }

  /// What makes two records copies of one issuance: the credentials, for a root what was signed,
  /// and the event that both share, or else the second.
  private record Identity(String accessKey, String principal, String signed, Object event) {
    static Identity of(Issuance issuance, Object event) {
      var session = issuance.session();
      var signed = issuance instanceof Root root ? root.identity().toString() : "";
      return new Identity(session.accessKey().value(), session.principal().value(), signed, event);
    }
  }

  private static final class Groups {
    private final List<List<Issuance>> all = new ArrayList<>();
    private final Map<Identity, List<Issuance>> known = new HashMap<>();

    void add(Issuance record) {
      var shared = record.event().sharedEventId().map(id -> Identity.of(record, id));
      var second = Identity.of(record, second(record.session().issuedAt()));
      var group = shared.map(known::get);
      if (group.isEmpty()) {
        group = Optional.ofNullable(known.get(second)).filter(copies -> mayJoin(record, copies));
      }
      var copies =
          group.orElseGet(() -> {
            var made = new ArrayList<Issuance>(1);
            all.add(made);
            return made;
          });
      copies.add(record);
      shared.ifPresent(identity -> known.put(identity, copies));
      known.putIfAbsent(second, copies);
    }

    /// Two records that name two shared events are no copies of each other.
    private static boolean mayJoin(Issuance record, List<Issuance> copies) {
      return record.event().sharedEventId().isEmpty()
          || copies.stream().allMatch(copy -> copy.event().sharedEventId().isEmpty());
    }
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(SECONDS);
  }

  private static boolean areInOneSecond(Session one, Session other) {
    return one.issuedAt().getEpochSecond() == other.issuedAt().getEpochSecond();
  }

  private static boolean mayBeCopies(Issuance record, Event event, Session session) {
    var other = record.session();
    var isNear =
        areInOneSecond(other, session)
            || (event.sharedEventId().isPresent()
                && event.sharedEventId().equals(record.event().sharedEventId()));
    return isNear && other.principal().equals(session.principal());
  }

  private boolean areCopies(Event event, Session session) {
    return copies.stream().anyMatch(copy -> copy.event().id().equals(event.id()))
        || copies.stream().anyMatch(copy -> isCopy(copy, event, session));
  }

  private static boolean isCopy(Issuance copy, Event event, Session session) {
    var shared = copy.event().sharedEventId();
    return (shared.isPresent() && event.sharedEventId().isPresent())
        ? shared.equals(event.sharedEventId())
        : areInOneSecond(copy.session(), session);
  }

  private static Issuance better(Issuance one, Issuance other) {
    return one instanceof Link first
            && other instanceof Link second
            && said(second.caller()) > said(first.caller())
        ? other
        : one;
  }

  /// How much a copy says of its caller; one that at least names it says more than one that does
  /// not.
  private static int said(Caller caller) {
    var isNamed = caller.principal().isPresent() || caller.arn().isPresent();
    return 2 * strength(caller) + (isNamed ? 1 : 0);
  }

  /// How much a record says of its caller: the creation date counts most, then the key.
  static int strength(Caller caller) {
    return (caller.sessionCreated().isPresent() ? 2 : 0) + (caller.accessKey().isPresent() ? 1 : 0);
  }

  /// Whether one of the copies says that it was issued at that time, to the second or with that
  /// tolerance.
  boolean wasIssuedAt(Instant time, Duration tolerance) {
    return copies.stream()
        .anyMatch(copy -> TieLimits.areNear(copy.session().issuedAt(), time, tolerance));
  }

  /// Whether the session was valid at that time, or at most `tolerance` before or after.
  boolean isValidAt(Instant time, Duration tolerance) {
    return copies.stream().anyMatch(copy -> copy.session().isValidAt(time, tolerance));
  }
}
