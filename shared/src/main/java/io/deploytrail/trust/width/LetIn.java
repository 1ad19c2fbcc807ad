package io.deploytrail.trust.width;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// The tokens of one form that a policy lets in, or does not certainly refuse: a graph of which
/// every edge leads from the start to an end.
final class LetIn {
  /// As many organizations are listed; a policy that names more is a wide one.
  static final int MOST_ORGANIZATIONS = 50;

  private final TokenForm form;
  private final boolean isSome;
  private final List<Exploration.Edge> edges;
  private final Map<Integer, List<Exploration.Edge>> from = new HashMap<>();
  private final BitSet ends;

  /// By node, the edge to the nearest end.
  private final Map<Integer, Exploration.Edge> waysOn;

  private final Map<Integer, Exploration.Edge> waysTo = new HashMap<>();
  private final OptionalInt unnamed;

  LetIn(
      TokenForm form,
      boolean isSome,
      List<Exploration.Edge> edges,
      BitSet ends,
      Map<Integer, Exploration.Edge> waysOn,
      OptionalInt unnamed) {
    this.form = form;
    this.isSome = isSome;
    this.edges = edges;
    this.ends = ends;
    this.waysOn = waysOn;
    this.unnamed = unnamed;
    for (var edge : edges) {
      from.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
    }
    findWaysTo();
  }

  private void findWaysTo() {
    var reached = new HashSet<>(Set.of(0));
    var queue = new ArrayList<>(List.of(0));
    for (var at = 0; at < queue.size(); at++) {
      for (var edge : from(queue.get(at))) {
        if (reached.add(edge.to())) {
          waysTo.put(edge.to(), edge);
          queue.add(edge.to());
        }
      }
    }
  }

  private List<Exploration.Edge> from(int node) {
    return from.getOrDefault(node, List.of());
  }

  TokenForm form() {
    return form;
  }

  boolean isSome() {
    return isSome;
  }

  /// A token that names no environment, if one gets in.
  Optional<MintedToken> unnamed() {
    return unnamed.isPresent() ? Optional.of(token(wayTo(unnamed.getAsInt()))) : Optional.empty();
  }

  MintedToken shortest() {
    return token(wayOn(0));
  }

  /// A token whose part is made of more than the policy's own text, if there are such: some sign of
  /// the part may be any other, or as many as one likes may follow each other.
  Optional<MintedToken> open(TokenPart part) {
    var ofPart = edges.stream().filter(edge -> edge.part() == part).toList();
    return ofPart.stream()
        .filter(Exploration.Edge::isOther)
        .findFirst()
        .or(() -> inCycle(ofPart))
        .map(this::through);
  }

  /// Takes away edges from nodes into which nothing leads, as long as there are any: cycles are
  /// left, and what comes after them.
  private static Optional<Exploration.Edge> inCycle(List<Exploration.Edge> edges) {
    var into = new HashMap<Integer, Integer>();
    var from = new HashMap<Integer, List<Exploration.Edge>>();
    for (var edge : edges) {
      into.merge(edge.to(), 1, Integer::sum);
      from.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
    }
    var sources = new ArrayList<>(from.keySet());
    sources.removeIf(into::containsKey);
    for (var at = 0; at < sources.size(); at++) {
      for (var edge : from.getOrDefault(sources.get(at), List.of())) {
        if (into.merge(edge.to(), -1, Integer::sum) == 0) {
          sources.add(edge.to());
        }
      }
    }
    return edges.stream().filter(edge -> into.getOrDefault(edge.from(), 0) > 0).findFirst();
  }

  /// A token of an organization whose name is made of no text of the policy, however long it is.
  Optional<MintedToken> anyOrganization() {
    return edges.stream()
        .filter(edge -> isOrganization(edge) && edge.isOther() && !isOrganizationBefore(edge))
        .flatMap(edge -> ofOthersForEver(edge).stream())
        .findFirst();
  }

  private boolean isOrganizationBefore(Exploration.Edge edge) {
    return form.isInOrganization(edge.place());
  }

  private Optional<MintedToken> ofOthersForEver(Exploration.Edge first) {
    var way = wayTo(first.from());
    way.add(first);
    var nodes = new HashSet<Integer>();
    while (nodes.add(way.getLast().to())) {
      var next =
          from(way.getLast().to()).stream()
              .filter(edge -> isOrganization(edge) && edge.isOther())
              .findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      way.add(next.get());
    }
    way.addAll(wayOn(way.getLast().to()));
    return Optional.of(token(way));
  }

  private static boolean isOrganization(Exploration.Edge edge) {
    return edge.part() == TokenPart.ORGANIZATION;
  }

  /// The organizations; more than [#MOST_ORGANIZATIONS] are some of them.
  ///
  /// Only where [#open] says that they are bounded.
  Set<String> organizations() {
    var found = new TreeSet<String>();
    if (isSome) {
      collect(0, "", found);
    }
    return found;
  }

  private void collect(int node, String name, Set<String> found) {
    var isComplete =
        !name.isEmpty()
            && (ends.get(node) || from(node).stream().anyMatch(edge -> !isOrganization(edge)));
    if (isComplete) {
      found.add(name);
    }
    for (var edge : from(node)) {
      if (found.size() > MOST_ORGANIZATIONS) {
        return;
      }
      if (isOrganization(edge)) {
        collect(edge.to(), name + Character.toString(edge.sign()), found);
      } else if (name.isEmpty()) {
        collect(edge.to(), name, found);
      }
    }
  }

  /// A shortest token through that edge.
  private MintedToken through(Exploration.Edge edge) {
    var way = wayTo(edge.from());
    way.add(edge);
    way.addAll(wayOn(edge.to()));
    return token(way);
  }

  private List<Exploration.Edge> wayTo(int node) {
    var way = new ArrayList<Exploration.Edge>();
    for (var at = node; waysTo.containsKey(at); at = way.getLast().from()) {
      way.add(waysTo.get(at));
    }
    Collections.reverse(way);
    return way;
  }

  private List<Exploration.Edge> wayOn(int node) {
    var way = new ArrayList<Exploration.Edge>();
    for (var at = node; !ends.get(at); at = way.getLast().to()) {
      way.add(waysOn.get(at));
    }
    return way;
  }

  private MintedToken token(List<Exploration.Edge> way) {
    var audience = new StringBuilder(form.audiencePrefix());
    var subject = new StringBuilder();
    for (var edge : way) {
      if (edge.step().inAudience()) {
        audience.appendCodePoint(edge.sign());
      }
      if (edge.step().inSubject()) {
        subject.appendCodePoint(edge.sign());
      }
    }
    return new MintedToken(audience.toString(), subject.toString());
  }
}
