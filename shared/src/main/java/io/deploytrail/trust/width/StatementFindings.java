package io.deploytrail.trust.width;

import static io.deploytrail.trust.width.TokenForms.AWS;
import static io.deploytrail.trust.width.TokenForms.MINTED;
import static io.deploytrail.trust.width.TokenForms.PLAIN;
import static io.deploytrail.trust.width.WidthFindingCode.ATTRIBUTES_REFUSED;
import static io.deploytrail.trust.width.WidthFindingCode.CONTROL_MISSING;
import static io.deploytrail.trust.width.WidthFindingCode.CONTROL_SPELLING_ONLY;
import static io.deploytrail.trust.width.WidthFindingCode.CROSS_PRODUCT;
import static io.deploytrail.trust.width.WidthFindingCode.DEFAULT_PROJECT_ALONE;
import static io.deploytrail.trust.width.WidthFindingCode.NEVER_MINTED;
import static io.deploytrail.trust.width.WidthFindingCode.NO_SUBJECT_BOUND;
import static io.deploytrail.trust.width.WidthFindingCode.OPEN_ENDED_ORGANIZATION;
import static io.deploytrail.trust.width.WidthFindingCode.OPEN_TO_ANY_ORGANIZATION;
import static io.deploytrail.trust.width.WidthFindingCode.OPEN_TO_SEVERAL_ORGANIZATIONS;
import static io.deploytrail.trust.width.WidthFindingCode.YAML_REFUSED;

import io.deploytrail.pulumi.Subject;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.SharedProvider;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.TrustStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one statement that allows lets in, the policy's denials taken off, and what of it is a
/// finding. [ConditionFindings] looks at how it is spelt.
final class StatementFindings {
  private final TrustPolicy policy;
  private final TrustStatement statement;
  private final RatedRole role;
  private final Explorer explorer;
  private final List<LetIn> minted;
  private final List<LetIn> crossed;
  private final Map<TokenKind, KindWidth> widths;
  private final SharedProviderControl control;
  private final List<WidthFinding> findings = new ArrayList<>();

  private StatementFindings(
      TrustPolicy policy, TrustStatement statement, RatedRole role, Explorer explorer) {
    this.policy = policy;
    this.statement = statement;
    this.role = role;
    this.explorer = explorer;
    var alone =
        new TrustPolicy(
            policy.text(),
            policy.hasVariables(),
            policy.statements().stream()
                .filter(other -> other.equals(statement) || !other.isAllow())
                .toList(),
            List.of());
    minted = explorer.explore(alone, MINTED);
    crossed = explorer.explore(alone, TokenForms.CROSSED);
    widths = Ladder.widths(minted);
    control = SharedProviderControl.of(statement, explorer);
  }

  static List<WidthFinding> of(
      TrustPolicy policy, TrustStatement statement, RatedRole role, Explorer explorer) {
    var findings = new StatementFindings(policy, statement, role, explorer);
    findings.organizations();
    findings.subjects();
    findings.control();
    findings.environments();
    return findings.findings;
  }

  private void add(WidthFindingCode code, String evidence) {
    findings.add(WidthFinding.of(code, statement, evidence));
  }

  private void organizations() {
    var width = Ladder.overall(widths);
    var shown =
        widths.values().stream()
            .filter(ofKind -> ofKind.width() == width)
            .flatMap(ofKind -> ofKind.witness().stream())
            .findFirst()
            .map(token ->
                "; such a token: audience " + token.audience() + ", subject " + token.subject())
            .orElse("");
    var listed = Ladder.organizations(widths);
    switch (width) {
      case ANY_ORGANIZATION ->
          add(
              OPEN_TO_ANY_ORGANIZATION,
              "every Pulumi organization in the world gets in, since neither the audience nor the"
                  + " subject names yours: compare the audience with StringEquals"
                  + shown);
      case SEVERAL_ORGANIZATIONS -> {
        if (listed.isEmpty()) {
          add(
              OPEN_ENDED_ORGANIZATION,
              "organizations get in that nobody named, because a wildcard stands in the"
                  + " organization's name or right behind it: write the name in full, followed by a"
                  + " colon in the subject"
                  + shown);
        } else {
          add(
              OPEN_TO_SEVERAL_ORGANIZATIONS,
              "tokens of "
                  + String.join(", ", listed)
                  + " get in: if they are not all yours, take the others out");
        }
      }
      default -> {
        // One organization, or none, is no finding.
      }
    }
  }

  private boolean isAnySubject() {
    return minted.stream()
        .filter(LetIn::isSome)
        .anyMatch(letIn ->
            letIn.form().kind() == TokenKind.OTHER && letIn.open(TokenPart.KIND).isPresent());
  }

  private void subjects() {
    if (isAnySubject()) {
      add(
          NO_SUBJECT_BOUND,
          "no subject is asked: with this audience "
              + kinds()
              + " get in, whatever their project, stack or environment is; compare the subject too");
      return;
    }
    if (crossed.stream().noneMatch(LetIn::isSome)) {
      return;
    }
    var token = crossed.stream().filter(LetIn::isSome).findFirst().orElseThrow().shortest();
    var shown = "subject " + token.subject() + " with audience " + token.audience();
    var isMinted = minted.stream().anyMatch(LetIn::isSome);
    // Where no audience is named, there is nothing to be crossed.
    if (isMinted && control != SharedProviderControl.MET) {
      return;
    }
    if (isMinted) {
      add(
          CROSS_PRODUCT,
          "each audience is allowed with each subject, so "
              + shown
              + " would get in too, though Pulumi mints no such token: write one statement for each"
              + " audience");
    } else {
      add(
          NEVER_MINTED,
          "only tokens get in that Pulumi never mints, such as "
              + shown
              + ": Deployments have the organization as audience, environments aws:<organization>");
    }
  }

  private String kinds() {
    return widths.entrySet().stream()
        .filter(kind -> kind.getValue().width() != Width.NOBODY)
        .map(kind ->
            switch (kind.getKey()) {
              case DEPLOYMENT -> "deployments";
              case ENVIRONMENT ->
                  environments(minted).anyMatch(AWS::equals)
                      ? "environments"
                      : "environments of the legacy default project";
              case CUSTOMER_MANAGED_KEY -> "customer managed keys";
              case OTHER -> "whatever else Pulumi signs";
            })
        .collect(Collectors.joining(", "));
  }

  private void control() {
    switch (control) {
      case MET -> {
        // As IAM wants it.
      }
      case MISSING ->
          add(
              CONTROL_MISSING,
              "IAM refuses to save this statement today: compare "
                  + SharedProvider.AUDIENCE
                  + " with StringEquals; roles from before June 2025 stay as they are");
      case SPELLING_ONLY ->
          add(
              CONTROL_SPELLING_ONLY,
              "IAM saves this statement, since it looks at the spelling alone; yet the audience's"
                  + " wildcards are open to organizations that it does not name: write the audience"
                  + " in full");
    }
  }

  /// What stands for a refused environment: who imports it, and who opens it with attributes.
  private void environments() {
    var witness =
        Optional.ofNullable(widths.get(TokenKind.ENVIRONMENT)).flatMap(KindWidth::witness);
    if (witness.isEmpty()
        || !(Subject.parse(witness.get().subject())
            instanceof Subject.Environment(_, var organization, var name, _, _))
        || !witness.get().subject().startsWith("pulumi:environments:org:")) {
      return;
    }
    if (!isAnySubject() && environments(explorer.explore(policy, MINTED)).allMatch(PLAIN::equals)) {
      add(
          DEFAULT_PROJECT_ALONE,
          "of environments, only those of the legacy default project get in, whose audience is the"
              + " organization: those of every other project present aws:"
              + organization
              + "; write a statement with that audience if they are meant");
    }
    var audience = witness.get().audience();
    if (isRefused(audience, "pulumi:environments:org:" + organization + ":env:<yaml>")) {
      add(
          YAML_REFUSED,
          "a stack that imports an environment presents the literal env:<yaml> and is refused: give"
              + " the environment subjectAttributes and allow the subject that it then presents; to"
              + " allow env:<yaml> or env:* would let in every stack of the organization");
    }
    var attributes =
        "pulumi:environments:pulumi.organization.login:"
            + organization
            + ":currentEnvironment.name:"
            + name.filter(text -> !text.startsWith("<")).orElse("x/x");
    if (isRefused(audience, attributes)) {
      add(
          ATTRIBUTES_REFUSED,
          "an environment with subjectAttributes presents a subject that begins with"
              + " pulumi:environments:pulumi.organization.login: and is refused: allow that subject"
              + " too if one uses them");
    }
  }

  /// The environments that get in, by what their audience has before the organization.
  private static Stream<String> environments(List<LetIn> letIn) {
    return letIn.stream()
        .filter(each -> each.isSome() && each.form().kind() == TokenKind.ENVIRONMENT)
        .map(each -> each.form().audiencePrefix());
  }

  private boolean isRefused(String audience, String subject) {
    return role.decide(policy, new MintedToken(audience, subject)) == Decision.NO;
  }
}
