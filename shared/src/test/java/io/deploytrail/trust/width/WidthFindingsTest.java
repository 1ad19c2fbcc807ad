package io.deploytrail.trust.width;

import static io.deploytrail.trust.width.MadeUpPolicies.allowing;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.trust.SharedProvider;
import io.deploytrail.trust.TrustPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthFindingsTest {
  private static final RatedRole ROLE =
      new RatedRole(
          Optional.of("arn:aws:iam::111122223333:role/deployments"),
          List.of(SharedProvider.PULUMI));

  private static String codes(TrustPolicy policy) {
    var width = TrustWidth.of(policy, ROLE);
    return width.control()
        + width.findings().stream()
            .map(finding -> " " + finding.finding())
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ~StringEquals~: {~P:aud~: ~acme~}, ~StringLike~: {~P:sub~: ~pulumi:deploy:org:acme:*~} | MET
          ~StringEquals~: {~P:aud~: ~acme~}                         | MET NO_SUBJECT_BOUND
          ~StringLike~: {~P:aud~: ~acme~}                           | MET NO_SUBJECT_BOUND
          ~StringEqualsIgnoreCase~: {~P:aud~: ~42~}                 | MET NO_SUBJECT_BOUND
          ~StringEquals~: {~P:aud~: [~acme~, ~globex~]}             | MET OPEN_TO_SEVERAL_ORGANIZATIONS NO_SUBJECT_BOUND
          ~StringLike~: {~P:aud~: ~**~}                             | SPELLING_ONLY OPEN_TO_ANY_ORGANIZATION NO_SUBJECT_BOUND CONTROL_SPELLING_ONLY
          ~StringLike~: {~P:aud~: ~?~}                              | SPELLING_ONLY OPEN_ENDED_ORGANIZATION NO_SUBJECT_BOUND CONTROL_SPELLING_ONLY
          ~StringLike~: {~P:aud~: ~acme*~}                          | SPELLING_ONLY OPEN_ENDED_ORGANIZATION NO_SUBJECT_BOUND CONTROL_SPELLING_ONLY
          ~StringLike~: {~P:aud~: ~*~}                              | MISSING OPEN_TO_ANY_ORGANIZATION NO_SUBJECT_BOUND CONTROL_MISSING
          ~StringLike~: {~P:aud~: [~acme~, ~*~]}                    | MISSING OPEN_TO_ANY_ORGANIZATION NO_SUBJECT_BOUND CONTROL_MISSING
          ~StringLike~: {~P:aud~: ~**~, ~P:sub~: ~pulumi:deploy:org:acme:*~} | SPELLING_ONLY CONTROL_SPELLING_ONLY
          ~StringLike~: {~P:sub~: ~pulumi:deploy:org:acme:*~}       | MISSING CONTROL_MISSING
          ~StringLike~: {~P:sub~: ~pulumi:deploy:org:acme*~}        | MISSING OPEN_ENDED_ORGANIZATION CONTROL_MISSING
          ~StringLike~: {~P:oaud~: ~acme~, ~P:sub~: ~pulumi:deploy:org:acme:*~} | MISSING CONTROL_MISSING
          ~StringNotEquals~: {~P:aud~: ~acme~}                      | MISSING OPEN_TO_ANY_ORGANIZATION NO_SUBJECT_BOUND CONTROL_MISSING
          ~StringEqualsIfExists~: {~P:aud~: ~acme~}                 | MISSING NO_SUBJECT_BOUND CONTROL_MISSING
          ~ForAllValues:StringEquals~: {~P:aud~: ~acme~}            | MET NO_SUBJECT_BOUND FOR_ALL_VALUES
          ~StringEquals~: {~P:aud~: ~acme~, ~P:sub~: ~pulumi:deploy:org:acme:*~} | MET WILDCARD_UNDER_EQUALS
          ~StringEquals~: {~P:aud~: ~acme~, ~P:stack~: ~prod~}      | MET KEY_NEVER_THERE
          ~StringEquals~: {~P:aud~: ~acme~}, ~StringNotEquals~: {~P:stack~: ~prod~} | MET NO_SUBJECT_BOUND KEY_NEVER_THERE
          ~Null~: {~P:stack~: ~true~}, ~StringEquals~: {~P:aud~: ~acme~, ~P:sub~: ~pulumi:cmk:pulumi.organization.login:acme~} | MET NEVER_MINTED
          ~StringLike~: {~P:aud~: [~acme~, ~aws:acme~], ~P:sub~: ~pulumi:deploy:org:acme:*~} | MET CROSS_PRODUCT
          ~StringLike~: {~P:aud~: ~aws:acme~, ~P:sub~: ~pulumi:deploy:org:acme:*~} | MET NEVER_MINTED
          ~StringLike~: {~P:aud~: ~aws:acme~, ~P:sub~: ~pulumi:environments:org:acme:env:web/*~} | MET YAML_REFUSED ATTRIBUTES_REFUSED
          ~StringLike~: {~P:aud~: ~aws:acme~, ~P:sub~: ~pulumi:environments:org:acme:*~} | MET ATTRIBUTES_REFUSED
          ~StringLike~: {~P:aud~: ~aws:acme~, ~P:sub~: ~pulumi:environments:*~} | MET
          ~StringEquals~: {~P:aud~: ~acme~, ~P:sub~: ~pulumi:environments:org:acme:env:default/core~} | MET NEVER_MINTED DEFAULT_PROJECT_SPELT_OUT
          ~StringEquals~: {~P:aud~: ~acme~, ~P:sub~: ~pulumi:environments:org:acme:env:core~} | MET DEFAULT_PROJECT_ALONE YAML_REFUSED ATTRIBUTES_REFUSED
          ~StringEquals~: {~P:aud~: [~acme~, ~aws:acme~], ~P:sub~: ~pulumi:environments:org:acme:env:core~} | MET YAML_REFUSED ATTRIBUTES_REFUSED
          ~StringLike~: {~P:aud~: ~acme~, ~P:sub~: ~pulumi:*~} | MET NO_SUBJECT_BOUND
          """)
  void findsWhatSomebodyShouldLookAt(String conditions, String expected) {
    assertThat(codes(allowing("{" + conditions + "}"))).isEqualTo(expected);
  }

  private static TrustPolicy withStatement(String from, String to) {
    var policy =
        allowing(
            "{~StringEquals~: {~P:aud~: ~acme~}, ~StringLike~: {~P:sub~: ~pulumi:deploy:org:acme:*~}}");
    return TrustPolicy.parse(policy.text().replace(from, to));
  }

  @Test
  void findsWhatIamWouldNotSaveOrNeverMatches() {
    assertThat(codes(withStatement("com/oidc\"}", "com\"}")))
        .isEqualTo("MET PROVIDER_WITHOUT_PATH");
    assertThat(codes(withStatement("com/oidc\"}", "com/oidc/\"}")))
        .isEqualTo("MET PROVIDER_WITH_SLASH");
    assertThat(codes(withStatement("111122223333", "444455556666")))
        .isEqualTo("MET PROVIDER_OF_ANOTHER_ACCOUNT");
    assertThat(codes(withStatement("AssumeRoleWithWebIdentity", "AssumeRole")))
        .isEqualTo("MET FEDERATED_ASSUME_ROLE");
    assertThat(codes(withStatement("\"Action\"", "\"Resource\": \"*\", \"Action\"")))
        .isEqualTo("MET PROHIBITED_ELEMENT");
    assertThat(codes(withStatement("org:acme:*", "org:acme:" + "x".repeat(1700) + "*")))
        .isEqualTo("MET");
    assertThat(codes(withStatement("org:acme:*", "org:acme:" + "x".repeat(1800) + "*")))
        .isEqualTo("MET TOO_LONG");
  }

  @Test
  void anotherStatementMayLetInTheOtherProjects() {
    var plain = "\"aud\": \"acme\", \"sub\": \"pulumi:environments:org:acme:env:core\"";
    var policy =
        statements(plain, plain.replace("\"acme\"", "\"aws:acme\"").replace("core", "web/core"));

    assertThat(codes(policy)).doesNotContain("DEFAULT_PROJECT_ALONE");
    assertThat(codes(statements(plain))).contains("DEFAULT_PROJECT_ALONE");
  }

  private static TrustPolicy statements(String... equals) {
    return TrustPolicy.parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + Stream.of(equals)
                .map(keys ->
                    "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRoleWithWebIdentity\","
                        + "\"Principal\":{\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc\"},"
                        + "\"Condition\":{\"StringEquals\":{"
                        + keys.replace("\"aud", "\"api.pulumi.com/oidc:aud")
                            .replace("\"sub", "\"api.pulumi.com/oidc:sub")
                        + "}}}")
                .collect(Collectors.joining(","))
            + "]}");
  }

  @Test
  void whiteSpaceIsNotCounted() {
    assertThat(codes(withStatement("\"Action\"", " ".repeat(3000) + "\"Action\"")))
        .isEqualTo("MET");
  }

  @Test
  void otherProvidersAreUnderNoControl() {
    var selfHosted = withStatement("api.pulumi.com/oidc", "pulumi.example.com/oidc");
    var role = new RatedRole(Optional.empty(), List.of("pulumi.example.com/oidc"));
    var width =
        TrustWidth.of(
            TrustPolicy.parse(
                selfHosted
                    .text()
                    .replace("\"acme\"", "\"*\"")
                    .replace("Equals", "Like")
                    .replaceFirst("\\}, \"StringLike\": \\{", ", ")),
            role);
    assertThat(width.control()).isEqualTo(SharedProviderControl.MET);
    assertThat(width.width()).isEqualTo(Width.ORGANIZATION_AND_KIND);
  }

  @Test
  void statementIsNamedAndTheSentenceSaysWhatToDo() {
    var findings = TrustWidth.of(allowing("{~StringLike~: {~P:aud~: ~acme*~}}"), ROLE).findings();
    assertThat(findings.getFirst())
        .isEqualTo(
            new WidthFinding(
                WidthFindingCode.OPEN_ENDED_ORGANIZATION,
                Optional.of("0"),
                "organizations get in that nobody named, because a wildcard stands in the"
                    + " organization's name or right behind it: write the name in full, followed by a"
                    + " colon in the subject; such a token: audience acmex, subject"
                    + " pulumi:deploy:org:acmex:project:x:stack:x:operation:x:scope:write"));
  }

  @Test
  void whatNothingTellsIsTakenForLetIn() {
    var width =
        TrustWidth.of(
            allowing("{~StringEquals~: {~P:aud~: ~acme~, ~sts:RoleSessionName~: ~web-prod~}}"),
            ROLE);
    assertThat(width.width()).isEqualTo(Width.ORGANIZATION);
    assertThat(width.notDecided())
        .containsExactly(
            "statement 0: StringEquals of sts:RoleSessionName: the session name is not given");
  }
}
