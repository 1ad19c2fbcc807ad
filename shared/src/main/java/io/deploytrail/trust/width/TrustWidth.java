package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.TrustPolicy;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may use a role by its trust policy, as far as tokens of Pulumi go: a limit from above, by
/// kind and over all.
///
/// `organizations` are those that get in, where all of them can be listed; `notDecided` says in
/// words what was taken for let in because nothing tells.
public record TrustWidth(
    Width width,
    Map<TokenKind, KindWidth> widths,
    List<String> organizations,
    SharedProviderControl control,
    List<WidthFinding> findings,
    List<String> notDecided) {
  public TrustWidth {
    requireNonNull(width, "width");
    widths = new EnumMap<>(widths);
    organizations = List.copyOf(organizations);
    requireNonNull(control, "control");
    findings = List.copyOf(findings);
    notDecided = List.copyOf(notDecided);
  }

  /// Rates a policy. Takes a few seconds at most, whatever the policy.
  public static TrustWidth of(TrustPolicy policy, RatedRole role) {
    var explorer = new Explorer(role);
    var widths = Ladder.widths(explorer.explore(policy, TokenForms.MINTED));
    var notDecided = new LinkedHashSet<String>();
    widths.replaceAll((_, width) -> shown(width, policy, role, notDecided));
    var control = SharedProviderControl.of(policy, explorer);
    return new TrustWidth(
        Ladder.overall(widths),
        widths,
        Ladder.organizations(widths),
        control,
        PolicyFindings.of(policy, role, explorer),
        List.copyOf(notDecided));
  }

  /// A witness that the evaluator refuses shows nothing: where a value holds a variable, or not all
  /// was read.
  private static KindWidth shown(
      KindWidth width, TrustPolicy policy, RatedRole role, Set<String> notDecided) {
    if (width.witness().isEmpty()) {
      return width;
    }
    var witness = width.witness().get();
    return switch (role.decide(policy, witness)) {
      case YES -> width;
      case UNDECIDED -> {
        notDecided.addAll(role.notDecided(policy, witness));
        yield width;
      }
      case NO -> {
        notDecided.add(
            "whether tokens such as "
                + witness.subject()
                + " get in: a value with a variable, or patterns too many to read");
        yield new KindWidth(width.width(), width.organizations(), Optional.empty());
      }
    };
  }

  /// Whether all of the policy was read exactly.
  public boolean isExact() {
    return findings.stream().noneMatch(finding -> finding.finding() == WidthFindingCode.NOT_EXACT);
  }
}
