package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whose an id or a version is that several session names state.
///
/// An id belongs to the first session that states it, and to the later ones of the same subject
/// that began before an owner's session had ended: a deployment buys again while it runs. A
/// version, which can be foretold, belongs to nobody if sessions of different operations state it,
/// or if one began when all earlier ones had ended.
///
/// *First* is said of the sessions that are known, whatever the order in which they became so. It
/// is decided from a bounded number of them ([Claimants]); what these do not decide is not owned.
final class Ownership {
  /// Two subjects' sessions of one id that begin this close together: neither is first for certain.
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final int MOST_NAMED = 50;

  private final SessionNames names;
  private final Providers providers;

  Ownership(SessionNames names, Providers providers) {
    this.names = requireNonNull(names, "names");
    this.providers = requireNonNull(providers, "providers");
  }

  /// Whether a session keeps what its name states, and sentences about the others.
  record KeptClaim(boolean isKept, List<String> evidence) {
    KeptClaim {
      evidence = List.copyOf(evidence);
    }
  }

  /// Whether that root keeps what it claims, among those claimants.
  KeptClaim of(Root root, Claim claim, Claimants claimants) {
    var self = Claimant.of(root);
    var stating = stating(claim, self, claimants);
    if (stating.size() == 1 && !claimants.areMore()) {
      return new KeptClaim(true, List.of());
    }
    return switch (claim) {
      case Claim.Id(var uuid) -> ofId(uuid, self, stating, claimants);
      case Claim.Version(_, var version) -> ofVersion(version, stating, claimants);
    };
  }

  private KeptClaim ofId(String uuid, Claimant self, List<Claimant> stating, Claimants claimants) {
    var first = stating.getFirst();
    var atOnce =
        stating.stream()
            .filter(other -> !other.subject().equals(first.subject()))
            .filter(other -> !other.issuedAt().isAfter(first.issuedAt().plus(AT_ONCE)))
            .toList();
    if (!atOnce.isEmpty()) {
      return lost(
          "id %s is stated by sessions of different subjects that began within %d s, so it is nobody's: events %s and %s"
              .formatted(uuid, AT_ONCE.toSeconds(), first.eventId(), named(atOnce)));
    }
    var owners = new ArrayList<Claimant>();
    var end = first.expiresAt();
    for (var claimant : stating) {
      if (claimant.subject().equals(first.subject())
          && (owners.isEmpty() || claimant.issuedAt().isBefore(end))) {
        owners.add(claimant);
        end = later(end, claimant.expiresAt());
      }
    }
    var isListed = claimants.earliest().contains(self);
    if (claimants.areMore() && !isListed && !end.isBefore(last(claimants))) {
      return undecided("id " + uuid);
    }
    if (!owners.contains(self)) {
      return lost(
          "id %s was stated first by event %s, of subject %s"
              .formatted(uuid, first.eventId(), first.subject()));
    }
    var others = stating.stream().filter(claimant -> !owners.contains(claimant)).toList();
    return new KeptClaim(
        true, others.isEmpty() ? List.of() : List.of(others(uuid, others, claimants)));
  }

  private static String others(String uuid, List<Claimant> others, Claimants claimants) {
    return "id %s is stated by %s%d other sessions too, which came later: events %s"
        .formatted(uuid, claimants.areMore() ? "more than " : "", others.size(), named(others));
  }

  private static KeptClaim ofVersion(String version, List<Claimant> stating, Claimants claimants) {
    var first = stating.getFirst();
    var end = first.expiresAt();
    for (var claimant : stating) {
      if (!claimant.subject().equals(first.subject())) {
        return lost(
            "version %s is stated under different operations, by events %s and %s"
                .formatted(version, first.eventId(), claimant.eventId()));
      }
      if (!claimant.equals(first) && !claimant.issuedAt().isBefore(end)) {
        return lost(
            "version %s is stated by event %s too, after all earlier sessions that state it had ended"
                .formatted(version, claimant.eventId()));
      }
      end = later(end, claimant.expiresAt());
    }
    return claimants.areMore() ? undecided("version " + version) : new KeptClaim(true, List.of());
  }

  private static KeptClaim lost(String sentence) {
    return new KeptClaim(false, List.of(sentence));
  }

  private static KeptClaim undecided(String value) {
    return lost(
        "%s is stated by more than %d sessions; whose it is cannot be decided"
            .formatted(value, Claimants.MOST));
  }

  private static String named(List<Claimant> claimants) {
    return claimants.stream()
        .limit(MOST_NAMED)
        .map(Claimant::eventId)
        .collect(Collectors.joining(", "));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant last(Claimants claimants) {
    return claimants.earliest().getLast().issuedAt();
  }

  /// Those whose names state it as a fact, oldest first, that session among them.
  private List<Claimant> stating(Claim claim, Claimant self, Claimants claimants) {
    var all = new ArrayList<>(claimants.earliest());
    if (!all.contains(self)) {
      all.add(self);
    }
    var corrected =
        all.stream().flatMap(claimant -> claimant.corrects().stream()).collect(Collectors.toSet());
    var read = new HashMap<Spoken, Boolean>(Map.of(Spoken.by(self), true));
    return all.stream()
        .filter(claimant -> !corrected.contains(claimant.eventId()) || claimant.equals(self))
        .filter(
            claimant -> read.computeIfAbsent(Spoken.by(claimant), spoken -> states(spoken, claim)))
        .sorted(Claimant.ORDER)
        .toList();
  }

  /// What of a claimant its reading depends on: most state a value in one and the same way.
  private record Spoken(String sessionName, String subject, String provider) {
    static Spoken by(Claimant claimant) {
      return new Spoken(claimant.sessionName(), claimant.subject(), claimant.provider());
    }
  }

  private boolean states(Spoken spoken, Claim claim) {
    if (!providers.include(spoken.provider())
        || !(Subject.parse(spoken.subject()) instanceof Subject.Deployment subject)) {
      return false;
    }
    var facts = names.read(spoken.sessionName(), subject).facts();
    return switch (claim) {
      case Claim.Id(var uuid) ->
          facts.field(Variable.ID).filter(id -> id.equalsIgnoreCase(uuid)).isPresent();
      case Claim.Version(var stack, var version) ->
          subject.stack().equals(stack)
              && facts.field(Variable.VERSION).equals(Optional.of(version));
    };
  }
}
