package io.deploytrail.trust.width;

import static io.deploytrail.trust.width.WidthFindingCode.KEPT_UNSEEN;
import static io.deploytrail.trust.width.WidthFindingCode.OWN_ORGANIZATIONS_UNKNOWN;
import static io.deploytrail.trust.width.WidthFindingCode.TOO_LONG;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import io.deploytrail.trust.width.NarrowPolicyWriter.StatementKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The narrowest policy that admits all that one's own organizations used, proven by the evaluator.
///
/// `policies` are several where IAM saves no policy that long: each is a role's. None where nothing
/// was used. `wouldRefuse` are the used subjects of foreign organizations.
public record NarrowPolicy(
    List<TrustPolicy> policies, List<UsedSubject> wouldRefuse, List<WidthFinding> findings) {
  public NarrowPolicy {
    policies = List.copyOf(policies);
    wouldRefuse = List.copyOf(wouldRefuse);
    findings = List.copyOf(findings);
  }

  /// How many roles it takes.
  public int roles() {
    return policies.size();
  }

  /// Whether one of the policies lets that token in.
  public boolean admits(ProviderArn provider, MintedToken token) {
    return admits(policies, provider, token);
  }

  private static boolean admits(
      Collection<TrustPolicy> policies, ProviderArn provider, MintedToken token) {
    var asked = Try.of(provider, token.audience(), token.subject());
    return policies.stream().anyMatch(policy -> policy.decide(asked) == Decision.YES);
  }

  public static NarrowPolicy of(NarrowRequest request) {
    return new Narrowing(request).narrow();
  }

  private record UsedToken(ProviderArn provider, MintedToken token) {}

  private static final class Narrowing {
    private final NarrowRequest request;
    private final Set<String> organizations = new TreeSet<>();
    private final Set<UsedToken> kept = new LinkedHashSet<>();
    private final List<UsedSubject> refused = new ArrayList<>();
    private final List<WidthFinding> findings = new ArrayList<>();

    private Narrowing(NarrowRequest request) {
      this.request = request;
    }

    private NarrowPolicy narrow() {
      organizations();
      var isAnyOwn = request.organizations().isEmpty();
      for (var used : request.used()) {
        if (isAnyOwn || used.isOf(organizations)) {
          kept.add(
              new UsedToken(used.provider(), new MintedToken(used.audience(), used.subject())));
        } else {
          refused.add(used);
        }
      }
      request.present().ifPresent(this::keepUnseen);
      var policies = NarrowPolicyWriter.write(subjects());
      prove(policies);
      lengths(policies);
      return new NarrowPolicy(policies, refused, findings);
    }

    private void organizations() {
      organizations.addAll(request.organizations());
      if (request.organizations().isEmpty()) {
        request.used().forEach(used -> used.organization().ifPresent(organizations::add));
        findings.add(
            WidthFinding.ofPolicy(
                OWN_ORGANIZATIONS_UNKNOWN,
                "it is not known which organizations are yours, so all that were seen are kept: "
                    + String.join(", ", organizations)
                    + "; name yours with --organization"));
      }
    }

    /// Tokens that come rarely, and that a period without them does not make superfluous.
    private void keepUnseen(TrustPolicy present) {
      for (var provider : request.role().providers(present)) {
        for (var organization : organizations) {
          keepUnseen(
              present,
              new UsedToken(
                  provider,
                  new MintedToken(
                      TokenForms.AWS + organization,
                      "pulumi:cmk:pulumi.organization.login:" + organization)),
              "Pulumi Cloud's session for a customer managed key");
          for (var audience : List.of(TokenForms.AWS, TokenForms.PLAIN)) {
            keepUnseen(
                present,
                new UsedToken(
                    provider,
                    new MintedToken(
                        audience + organization,
                        "pulumi:environments:org:" + organization + ":env:<yaml>")),
                "the subject of a stack that imports environments");
          }
        }
      }
    }

    private void keepUnseen(TrustPolicy present, UsedToken token, String what) {
      var asked = Try.of(token.provider(), token.token().audience(), token.token().subject());
      if (present.decide(asked) != Decision.NO && kept.add(token)) {
        findings.add(
            WidthFinding.ofPolicy(
                KEPT_UNSEEN,
                token.token().subject()
                    + " with audience "
                    + token.token().audience()
                    + " is kept though it was not seen: it is "
                    + what
                    + ", comes rarely, and the policy in force lets it in; take it out if you know"
                    + " better"));
      }
    }

    private Map<StatementKey, Set<PolicyPattern>> subjects() {
      var subjects = new TreeMap<StatementKey, Set<PolicyPattern>>();
      for (var token : kept) {
        var key = new StatementKey(token.provider(), token.token().audience());
        subjects
            .computeIfAbsent(key, _ -> new LinkedHashSet<>())
            .add(request.step().widened(token.token().subject()));
      }
      return subjects;
    }

    /// A policy that this wrote and that is not as promised must not get out.
    private void prove(List<TrustPolicy> policies) {
      for (var token : kept) {
        if (!admits(policies, token.provider(), token.token())) {
          throw new IllegalStateException(
              "a policy that admits " + token + " was expected, not " + policies);
        }
      }
      for (var used : refused) {
        if (admits(policies, used.provider(), new MintedToken(used.audience(), used.subject()))) {
          throw new IllegalStateException(
              "a policy that refuses " + used + " was expected, not " + policies);
        }
      }
    }

    private void lengths(List<TrustPolicy> policies) {
      if (policies.size() > 1) {
        findings.add(
            WidthFinding.ofPolicy(
                TOO_LONG,
                "the subjects do not fit into the "
                    + TrustPolicy.MAX_LENGTH
                    + " characters of one policy: it takes "
                    + policies.size()
                    + " roles, or a wider step such as --narrow-to project"));
      }
      for (var policy : policies) {
        var length = TrustText.length(policy.text());
        if (length > TrustPolicy.MAX_LENGTH) {
          findings.add(
              WidthFinding.ofPolicy(
                  TOO_LONG,
                  "one subject alone makes a policy of "
                      + length
                      + " characters, which IAM does not save"));
        }
      }
    }
  }
}
