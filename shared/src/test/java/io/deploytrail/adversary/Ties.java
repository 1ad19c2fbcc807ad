package io.deploytrail.adversary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares the sessions to which an answer ties a call, hop by hop, with those that really signed.
final class Ties {
  private final World world;
  private final Set<Deed> unreadable = Collections.newSetFromMap(new IdentityHashMap<>());

  Ties(World world) {
    this.world = world;
    world.deeds.stream()
        .filter(deed -> deed.harm() != Deed.Harm.NONE && !Answers.canRead(deed))
        .forEach(unreadable::add);
  }

  /// The first hop where the answer leaves the real chain, if it does.
  Optional<Astray> firstWrong(Deed deed, List<Said.Hop> chain) {
    var at = better(deed);
    for (var session : chain) {
      var by = at.by;
      if (!isOf(session, by)) {
        return Optional.of(new Astray(world, at, session, chain));
      }
      var next = issuance(by);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.empty();
  }

  /// The copy that says more of its caller, of a link that has two.
  private Deed better(Deed deed) {
    return deed.issued
        .filter(issued -> !deed.isRootIssuance() && shows(deed, issued))
        .flatMap(this::issuance)
        .filter(other -> areJoined(deed, other))
        .filter(
            other -> new Signature(other.record).strength() > new Signature(deed.record).strength())
        .orElse(deed);
  }

  /// Whether both are seen to be copies of one: by their shared id, or without one by their time.
  private static boolean areJoined(Deed one, Deed other) {
    var first = one.record.path("sharedEventID").asText();
    var second = other.record.path("sharedEventID").asText();
    return (first.isEmpty() || second.isEmpty())
        ? one.record.path("eventTime").equals(other.record.path("eventTime"))
        : first.equals(second);
  }

  /// The record whose own session's issuance an answer with that chain lacks.
  Optional<Deed> lost(Deed deed, List<Said.Hop> chain) {
    var at = Optional.of(better(deed));
    for (var hop = 0; hop < chain.size() && at.isPresent(); hop++) {
      at = issuance(at.get().by);
    }
    return at;
  }

  /// Whether that session is the holder's.
  private boolean isOf(Said.Hop session, Holder by) {
    return world.deeds.stream()
        .anyMatch(issuance ->
            issuance.issued.filter(issued -> issued == by).isPresent()
                && issuance.eventId().equals(session.issuedBy()));
  }

  /// The record that issued that session, and says most of who bought it.
  private Optional<Deed> issuance(Holder session) {
    return world.deeds.stream()
        .filter(deed -> deed.issued.filter(issued -> issued == session).isPresent())
        .filter(deed -> !deed.isCut() && shows(deed, session))
        .max(Comparator.comparingInt(deed -> new Signature(deed.record).strength()));
  }

  /// Whether the record can be read, and still shows the credentials that it gave out.
  private boolean shows(Deed deed, Holder session) {
    if (unreadable.contains(deed)) {
      return false;
    }
    if (deed.record.path("eventTime").asText().isEmpty() || deed.eventId().isEmpty()) {
      return false;
    }
    var response = deed.record.path("responseElements");
    return deed.record.path("eventSource").asText().equals("sts.amazonaws.com")
        && deed.record.path("eventName").asText().startsWith("Assume")
        && response.path("credentials").path("accessKeyId").asText().equals(session.key)
        && (session.kind == Holder.Kind.MEMBER_ROOT
            || !Signature.text(response.path("assumedRoleUser").path("assumedRoleId")).isEmpty());
  }

  /// The deed, and the links up its real chain, as far as they are here.
  private List<Deed> way(Deed deed) {
    var way = new ArrayList<Deed>();
    var at = Optional.of(better(deed));
    while (at.isPresent()) {
      way.add(at.get());
      way.addAll(apart(at.get()));
      var by = at.get().by;
      var isLinked = by.kind == Holder.Kind.LINK || by.kind == Holder.Kind.MEMBER_ROOT;
      at = isLinked ? issuance(by) : Optional.empty();
    }
    return way;
  }

  /// The other records of that link, which nothing shows to be its copies.
  private List<Deed> apart(Deed link) {
    return world.deeds.stream()
        .filter(other -> link.issued.isPresent() && other.issued.equals(link.issued))
        .filter(other -> shows(other, link.issued.get()) && !areJoined(link, other))
        .toList();
  }

  /// Whether some record on the way has neither key nor provider, or a key that two sessions have.
  boolean mayBeEither(Deed deed) {
    return way(deed).stream()
        .map(hop -> new Signature(hop.record))
        .anyMatch(signature -> signature.isBare() || isReused(signature.key()));
  }

  /// Why the right one may be missing among several that fit: its own session is not known
  /// somewhere on the way, or held no call of that time.
  Optional<Limit> leftOut(Deed deed) {
    for (var hop : way(deed)) {
      var signature = new Signature(hop.record);
      if (!signature.isKeyed() && hop.harm() == Deed.Harm.LIE) {
        return Optional.of(Limit.LIED);
      }
      if (!world.knows(hop.by)) {
        return Optional.of(signature.isKeyed() ? Limit.UNLISTED : Limit.TWIN);
      }
      if (hop.issued.isPresent() && hop.harm() != Deed.Harm.NONE) {
        return Optional.of(Limit.UNLISTED);
      }
      if (!signature.isKeyed() && signature.created().isEmpty() && !isWithin(hop)) {
        return Optional.of(Limit.WINDOW);
      }
    }
    return Optional.empty();
  }

  /// Whether the own session of that record was valid when the record says that it was made.
  static boolean isWithin(Deed deed) {
    var at = Instant.parse(deed.record.path("eventTime").asText());
    return !at.isBefore(deed.by.created) && !at.isAfter(deed.by.expires);
  }

  /// Whether no root issuance is at the end of that chain.
  boolean isRootLost(List<Said.Hop> chain) {
    return chain.isEmpty()
        || world.deeds.stream()
            .noneMatch(issuance ->
                issuance.isRootIssuance() && issuance.eventId().equals(chain.getLast().issuedBy()));
  }

  /// Whether the session of some record on the way is not known, and neither key nor provider tell
  /// it from another.
  boolean isUnknownAndBare(Deed deed) {
    return way(deed).stream()
        .anyMatch(hop ->
            new Signature(hop.record).isBare()
                && hop.by.isSession()
                && (hop.harm() == Deed.Harm.LIE || !world.knows(hop.by)));
  }

  /// Whether key or named provider tie each record on the way.
  boolean isSure(Deed deed) {
    return way(deed).stream().map(hop -> new Signature(hop.record)).noneMatch(Signature::isBare);
  }

  /// Whether a copy of what AWS signed was changed on the way.
  boolean isSignedTwice(Deed deed) {
    var holders = new HashSet<Holder>();
    var by = Optional.of(deed.by);
    while (by.isPresent() && holders.add(by.get())) {
      by = by.get().parent;
    }
    return world.deeds.stream()
        .anyMatch(issuance ->
            issuance.harm() == Deed.Harm.LIE
                && issuance.issued.filter(holders::contains).isPresent());
  }

  /// Whether the name of the real root holds that text, as it is or as a record of it says.
  boolean rootNames(Deed deed, String text) {
    var root = deed.by.root();
    return root.name.contains(text)
        || world.deeds.stream()
            .filter(issuance -> issuance.issued.filter(issued -> issued == root).isPresent())
            .anyMatch(issuance ->
                issuance
                    .record
                    .path("responseElements")
                    .path("assumedRoleUser")
                    .path("assumedRoleId")
                    .asText()
                    .contains(text));
  }

  private boolean isReused(String key) {
    return sessionsByKey().getOrDefault(key, 0L) > 1;
  }

  /// Whether two sessions have one key, or seem to: copies of one are joined by what may be harmed.
  boolean isAnyKeyReused() {
    return sessionsByKey().values().stream().anyMatch(sessions -> sessions > 1)
        || world.deeds.stream()
            .anyMatch(deed -> deed.issued.isPresent() && deed.harm() != Deed.Harm.NONE);
  }

  private Map<String, Long> sessionsByKey() {
    var sessions = new HashMap<String, Long>();
    world.sessions().forEach(session -> sessions.merge(session.key, 1L, Long::sum));
    return sessions;
  }
}
