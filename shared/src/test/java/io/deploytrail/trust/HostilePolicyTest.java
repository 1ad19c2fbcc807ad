package io.deploytrail.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.pulumi.ProviderArn;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies that somebody wrote to hurt: each is answered or refused, in bounded time and stack.
@Timeout(20)
final class HostilePolicyTest {
  private static String policy(String condition) {
    return """
    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Federated":"%s"},\
    "Action":"sts:AssumeRoleWithWebIdentity","Condition":%s}}\
    """
        .formatted(TrustCorpus.PROVIDER, condition);
  }

  private static String condition(String operator, String key, String value) {
    return policy("{\"%s\":{\"%s\":%s}}".formatted(operator, key, value));
  }

  private static Decision decision(String policy, Try asked) {
    return TrustPolicy.parse(policy).evaluate(asked).allowed();
  }

  private static Try ofSubject(String subject) {
    return Try.of(TrustCorpus.USUAL.provider(), "acme", subject);
  }

  @Test
  void keyOfManyPartsOverflowsNoStack() {
    var key = "a" + ".a".repeat(20_000) + ":aud";

    assertThat(decision(condition("StringEquals", key, "\"acme\""), TrustCorpus.USUAL))
        .isEqualTo(Decision.NO);
  }

  @Test
  void partitionOfManyPartsOverflowsNoStack() {
    var arn = "arn:aws" + "-a".repeat(30_000) + ":iam::111122223333:oidc-provider/api.pulumi.com";

    assertThat(ProviderArn.parse(arn)).isPresent();
  }

  @Test
  void manyStarsCostNoMoreThanTheProductOfLengths() {
    var pattern = "\"" + "a*".repeat(15_000) + "b\"";
    var asked = ofSubject("a".repeat(20_000));

    assertThat(decision(condition("StringLike", "api.pulumi.com/oidc:sub", pattern), asked))
        .isEqualTo(Decision.NO);
  }

  @Test
  void aVariableMayNotMultiplyALongSubject() {
    var pattern = "\"" + "${api.pulumi.com/oidc:sub}".repeat(2_000) + "\"";
    var asked = ofSubject("s".repeat(2_000));

    assertThat(decision(condition("StringLike", "api.pulumi.com/oidc:sub", pattern), asked))
        .isEqualTo(Decision.NO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"Version\":\"2012-10-17\",\"Statement\":["})
  void deepNestingIsUnreadable(String beginning) {
    assertThatThrownBy(() -> TrustPolicy.parse(beginning.repeat(60_000 / beginning.length())))
        .isInstanceOf(UnreadableTrustPolicyException.class);
  }

  @Test
  void whatIsFarTooLongIsUnreadable() {
    assertThatThrownBy(() -> TrustPolicy.parse(policy("{}") + " ".repeat(1 << 16)))
        .isInstanceOf(UnreadableTrustPolicyException.class)
        .hasMessageContaining("65536");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e-999999999", "1E+400"})
  void hugeNumberIsNeitherComputedNorInfinite(String number) {
    var asked =
        new Try(
            Optional.empty(),
            TrustCorpus.USUAL.provider(),
            Optional.of("1"),
            Optional.of("Infinity"),
            Optional.empty(),
            Try.Circumstances.NONE);

    assertThat(decision(condition("NumericLessThan", "api.pulumi.com/oidc:aud", number), asked))
        .isEqualTo(Decision.UNDECIDED);
    assertThat(decision(condition("StringEquals", "api.pulumi.com/oidc:sub", number), asked))
        .isEqualTo(Decision.NO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00*\"", "\"?\\ud83d\"", "\"${\\ud800}\""})
  void halfASignIsASign(String value) {
    assertThat(
            decision(
                condition("StringLike", "api.pulumi.com/oidc:sub", value),
                ofSubject("\ud83d\ude00")))
        .isNotEqualTo(Decision.YES);
  }

  @Test
  void aSignBeyondTheFirstPlaneIsOneSign() {
    assertThat(
            decision(
                condition("StringLike", "api.pulumi.com/oidc:sub", "\"?\""),
                ofSubject("\ud83d\ude00")))
        .isEqualTo(Decision.YES);
  }

  @Test
  void keysThatDifferByCaseAreBothAsked() {
    var both =
        policy(
            """
            {"StringEquals":{"api.pulumi.com/oidc:aud":"acme","API.pulumi.com/oidc:AUD":"globex"}}\
            """);

    assertThat(decision(both, TrustCorpus.USUAL)).isEqualTo(Decision.NO);
  }
}
