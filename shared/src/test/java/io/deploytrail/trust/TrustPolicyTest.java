package io.deploytrail.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.pulumi.ProviderArn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustPolicyTest {
  private static final String ARN = "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  private static final ProviderArn PROVIDER = ProviderArn.parse(ARN).orElseThrow();
  private static final String SUBJECT =
      "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write";

  private static TrustPolicy policy(String condition) {
    return TrustPolicy.parse(
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Federated": "%s"},
         "Action": "sts:AssumeRoleWithWebIdentity", "Condition": %s}}\
        """
            .formatted(ARN, condition.replace("P:", "api.pulumi.com/oidc:").replace('~', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {~StringEquals~: {~P:aud~: ~acme~}}                                                | YES
          {~StringEquals~: {~p:AUD~: ~acme~}}                                                | UNDECIDED
          {~StringEquals~: {~API.pulumi.com/oidc:AUD~: ~acme~}}                              | YES
          {~StringEquals~: {~P:aud~: ~Acme~}}                                                | NO
          {~StringEquals~: {~P:sub~: ~pulumi:*~}}                                            | NO
          {~StringLike~: {~P:sub~: ~pulumi:*:stack:pro?:*~}}                                 | YES
          {~StringLike~: {~P:sub~: ~pulumi:*${*}~}}                                          | NO
          {~StringLike~: {~P:sub~: ~pulumi:deploy:org:${api.pulumi.com/oidc:aud}:*~}}        | YES
          {~StringLike~: {~P:sub~: ~pulumi:deploy:org:${P:stack, 'acme'}:*~}}                | YES
          {~StringLike~: {~P:sub~: ~pulumi:deploy:org:${P:stack}:*~}}                        | UNDECIDED
          {~StringLike~: {~P:sub~: [~${P:stack}~, ~pulumi:*~]}}                              | YES
          {~StringNotLike~: {~P:sub~: [~${P:stack}~, ~pulumi:*~]}}                           | NO
          {~StringEquals~: {~P:stack~: ~prod~}}                                              | NO
          {~StringNotEquals~: {~P:stack~: ~prod~}}                                           | YES
          {~StringEqualsIfExists~: {~P:stack~: ~prod~}}                                      | YES
          {~ForAllValues:StringEquals~: {~P:stack~: ~prod~}}                                 | YES
          {~ForAnyValue:StringNotEqualsIfExists~: {~P:stack~: ~prod~}}                       | NO
          {~ForAllValues:StringEquals~: {~P:aud~: ~globex~}}                                 | NO
          {~StringEquals~: {~P:aud~: []}}                                                    | UNDECIDED
          {~Null~: {~P:sub~: ~false~, ~sts:ExternalId~: true}}                               | YES
          {~Null~: {~P:sub~: ~true~}}                                                        | NO
          {~Bool~: {~sts:RoleAuthorizedByIdp~: ~true~}}                                      | NO
          {~stringequals~: {~P:aud~: ~acme~}}                                                | UNDECIDED
          {~StringEquals~: {~sts:RoleSessionName~: ~web-prod~}}                              | UNDECIDED
          {~StringEquals~: {~sts:RoleSessionName~: ~web-prod~, ~P:aud~: ~globex~}}           | NO
          {~IpAddress~: {~aws:SourceIp~: ~203.0.113.0/24~}}                                  | UNDECIDED
          {~StringEquals~: {~aws:PrincipalAccount~: 111122223333}}                           | YES
          """)
  void decidesAsIamDoes(String condition, Decision expected) {
    assertThat(policy(condition).decide(Try.of(PROVIDER, "acme", SUBJECT))).isEqualTo(expected);
  }

  @Test
  void saysWhatIsNotDecided() {
    assertThat(
            policy("{~StringEquals~: {~sts:RoleSessionName~: ~web-prod~}}")
                .evaluate(Try.of(PROVIDER, "acme", SUBJECT))
                .notDecided())
        .containsExactly(
            "statement 0: StringEquals of sts:RoleSessionName: the session name is not given");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                                  | a trust policy: an object was expected, not []
          {"Statement": 1}                                    | Statement: a statement or a list of them was expected, not 1
          {"Version": "2015-01-01", "Statement": []}          | Version: 2012-10-17 or 2008-10-17 was expected, not "2015-01-01"
          {"Statement": [{"Effect": "allow", "Action": "*"}]} | Statement[0].Effect: Allow or Deny was expected, not "allow"
          {"Statement": {"Effect": "Deny", "Action": "*", "Principal": "*"}} | Statement[0].Principal: an object such as
          {"Statement": {"Effect": "Deny", "Action": "*", "NotPrincipal": {}}} | not "NotPrincipal"
          {"Statement": {"Effect": "Deny", "Principal": {}}}  | Statement[0]: one of Action and NotAction was expected
          {"Statement": [], "Statement": []}                  | Duplicate field 'Statement'
          {"Statement": []} x                                 | it is no JSON
          """)
  void namesWhatIsNoTrustPolicy(String text, String message) {
    assertThatThrownBy(() -> TrustPolicy.parse(text))
        .isInstanceOf(UnreadableTrustPolicyException.class)
        .hasMessageContaining(message);
  }

  @Test
  void plusOfPercentEncodingIsAPlus() {
    var encoded =
        "%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22AWS%22%3A%22a+b%22%7D%2C%22Action%22%3A%22*%22%7D%7D";

    assertThat(TrustPolicy.parse(encoded).statements().getFirst().principals().aws())
        .containsExactly("a+b");
  }
}
