package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Candidate;
import io.deploytrail.attribution.IssuanceCopies;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Warning;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Root;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The sessions that a handle names: `tops`, with all that were bought with them, and `roots`, at
/// the top of their chains, if they are Pulumi's.
///
/// `areTheirs` says whether a call of that origin is one of theirs, or may be. `reading` says as
/// what the handle was read, where its form does not; the places are those where it was looked for
/// beside the session index.
record NamedSessions(
    List<Root> roots,
    List<Issuance> tops,
    Predicate<Origin> areTheirs,
    Optional<String> reading,
    List<String> searched,
    List<String> notSearched) {
  NamedSessions {
    roots = List.copyOf(roots);
    tops = List.copyOf(tops);
    requireNonNull(areTheirs, "areTheirs");
    requireNonNull(reading, "reading");
    searched = List.copyOf(searched);
    notSearched = List.copyOf(notSearched);
  }

  private NamedSessions(
      List<Root> roots,
      List<Issuance> tops,
      Predicate<Origin> areTheirs,
      Optional<String> reading) {
    this(roots, tops, areTheirs, reading, List.of(), List.of());
  }

  static NamedSessions none(Optional<String> reading) {
    return none(reading, List.of(), List.of());
  }

  static NamedSessions none(
      Optional<String> reading, List<String> searched, List<String> notSearched) {
    return new NamedSessions(List.of(), List.of(), _ -> false, reading, searched, notSearched);
  }

  /// All of them together.
  static NamedSessions all(List<NamedSessions> each) {
    return new NamedSessions(
        each.stream().flatMap(one -> one.roots.stream()).distinct().toList(),
        each.stream().flatMap(one -> one.tops.stream()).toList(),
        origin -> each.stream().anyMatch(one -> one.areTheirs.test(origin)),
        Optional.empty());
  }

  static NamedSessions of(DeploymentName deployment, List<Root> roots) {
    return new NamedSessions(roots, List.copyOf(roots), deployment::mayBe, Optional.empty());
  }

  /// Of one session, whose origin that is.
  static NamedSessions of(IssuanceCopies session, Origin origin) {
    // The call index holds the calls of Pulumi's sessions alone.
    var roots =
        origin.verdict().isPulumi() && origin.chain().getLast() instanceof Root root
            ? List.of(root)
            : List.<Root>of();
    var top = session.issuance();
    return new NamedSessions(
        roots, List.of(top), call -> mayBeBelow(call, session, origin), Optional.empty());
  }

  private static boolean mayBeBelow(Origin call, IssuanceCopies session, Origin origin) {
    return call.warnings().contains(Warning.CHAIN_TOO_LONG)
        || call.chain().stream().anyMatch(session.copies()::contains)
        || call.candidates().contains(new Candidate.OfDeployment(origin.deployment()));
  }

  boolean isEmpty() {
    return tops.isEmpty();
  }

  NamedSessions readAs(String sentence) {
    return new NamedSessions(roots, tops, areTheirs, Optional.of(sentence));
  }
}
