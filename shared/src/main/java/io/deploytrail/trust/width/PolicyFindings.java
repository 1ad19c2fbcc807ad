package io.deploytrail.trust.width;

import static io.deploytrail.trust.width.WidthFindingCode.FEDERATED_ASSUME_ROLE;
import static io.deploytrail.trust.width.WidthFindingCode.NOT_EXACT;
import static io.deploytrail.trust.width.WidthFindingCode.PROHIBITED_ELEMENT;
import static io.deploytrail.trust.width.WidthFindingCode.PROVIDER_OF_ANOTHER_ACCOUNT;
import static io.deploytrail.trust.width.WidthFindingCode.PROVIDER_WITHOUT_PATH;
import static io.deploytrail.trust.width.WidthFindingCode.PROVIDER_WITH_SLASH;
import static io.deploytrail.trust.width.WidthFindingCode.TOO_LONG;

import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.TrustStatement;
import io.deploytrail.trust.Try;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// All findings of a policy, in the order of its statements. Here are those of its providers, its
/// actions and its length.
final class PolicyFindings {
  private static final String WITHOUT_PATH = "api.pulumi.com";

  private final TrustPolicy policy;
  private final RatedRole role;
  private final List<WidthFinding> findings = new ArrayList<>();

  private PolicyFindings(TrustPolicy policy, RatedRole role) {
    this.policy = policy;
    this.role = role;
  }

  static List<WidthFinding> of(TrustPolicy policy, RatedRole role, Explorer explorer) {
    var findings = new PolicyFindings(policy, role);
    for (var statement : policy.statements()) {
      if (RatedRole.isOfInterest(statement) && role.isOfPulumi(statement)) {
        findings.findings.addAll(StatementFindings.of(policy, statement, role, explorer));
      }
      findings.conditions(statement);
      findings.providers(statement);
      findings.actions(statement);
    }
    findings.whole(explorer);
    return findings.findings;
  }

  private void conditions(TrustStatement statement) {
    role.providers(policy).stream()
        .findFirst()
        .ifPresent(provider -> {
          var asked =
              new Try(
                  role.arn(),
                  provider,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Try.Circumstances.NONE);
          policy.evaluate(asked).statements().stream()
              .filter(trace -> trace.statement().equals(statement))
              .limit(1)
              .forEach(trace ->
                  findings.addAll(
                      ConditionFindings.of(trace, provider.name().toLowerCase(Locale.ROOT))));
        });
  }

  private void providers(TrustStatement statement) {
    for (var provider : statement.principals().providers()) {
      var name = provider.name();
      if (name.equals(WITHOUT_PATH)) {
        add(
            PROVIDER_WITHOUT_PATH,
            statement,
            provider.text()
                + " is not Pulumi's issuer, which is https://api.pulumi.com/oidc, so STS refuses the"
                + " token before it reads this policy: register the provider with its path");
      } else if (name.endsWith("/")) {
        add(
            PROVIDER_WITH_SLASH,
            statement,
            provider.text()
                + " ends in a slash, and Pulumi's issuer does not: it is another provider, and lets"
                + " nobody in; take the slash away");
      }
      var account = role.account();
      if (account.isPresent() && !account.get().equals(provider.account())) {
        add(
            PROVIDER_OF_ANOTHER_ACCOUNT,
            statement,
            provider.text()
                + " is of another account than the role's, "
                + account.get()
                + ", and lets nobody in: name the provider of the role's account");
      }
    }
  }

  private void actions(TrustStatement statement) {
    if (statement.isAllow()
        && !statement.isOfWebIdentity()
        && !statement.principals().federated().isEmpty()
        && statement.actions().stream().anyMatch("sts:AssumeRole"::equalsIgnoreCase)) {
      add(
          FEDERATED_ASSUME_ROLE,
          statement,
          "sts:AssumeRole is not what a web identity asks, so nobody gets in: allow " + Try.ACTION);
    }
  }

  private void whole(Explorer explorer) {
    for (var element : policy.prohibited()) {
      findings.add(
          WidthFinding.ofPolicy(
              PROHIBITED_ELEMENT,
              element + " has no place in a trust policy, and IAM does not save it: take it out"));
    }
    var length = TrustText.length(policy.text());
    if (length > TrustPolicy.MAX_LENGTH) {
      findings.add(
          WidthFinding.ofPolicy(
              TOO_LONG,
              "the policy has "
                  + length
                  + " characters without white space, and IAM saves "
                  + TrustPolicy.MAX_LENGTH
                  + " unless the account's quota is higher: ask for up to 4,096, or split it"));
    }
    if (!explorer.isExact()) {
      findings.add(
          WidthFinding.ofPolicy(
              NOT_EXACT,
              "the patterns are too many, or hold too many wildcards, to be read exactly: the width"
                  + " is what cannot be excluded; write fewer and simpler patterns"));
    }
  }

  private void add(WidthFindingCode code, TrustStatement statement, String evidence) {
    findings.add(WidthFinding.of(code, statement, evidence));
  }
}
