package io.deploytrail.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which policies say the same in other words, and which do not.
final class PolicyFormTest {
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow",
       "Principal":{"Federated":["arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc"],
        "AWS":["111122223333","arn:aws:iam::444455556666:role/x"]},
       "Action":["sts:AssumeRoleWithWebIdentity","sts:TagSession"],
       "Condition":{"StringEquals":{"api.pulumi.com/oidc:aud":["acme","beta"]},"Bool":{"aws:SecureTransport":"true"}}}]}
      """;

  private static final String IN_OTHER_WORDS =
      """
      {"Statement":{"Condition":{"Bool":{"aws:SecureTransport":[true]},"StringEquals":{"api.pulumi.com/oidc:aud":["beta","acme","beta"]}},
       "Action":["sts:TagSession","sts:AssumeRoleWithWebIdentity"],"Effect":"Allow","Sid":"A",
       "Principal":{"AWS":["arn:aws:iam::444455556666:role/x","arn:aws:iam::111122223333:root"],
        "Federated":"arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc"}},"Version":"2012-10-17"}
      """;

  private static boolean isSame(String one, String other) {
    return TrustPolicy.parse(one).isSameAs(TrustPolicy.parse(other));
  }

  @Test
  void otherWordsForTheSameAreTheSame() {
    assertThat(isSame(POLICY, IN_OTHER_WORDS)).isTrue();
    assertThat(isSame(POLICY, URLEncoder.encode(IN_OTHER_WORDS, UTF_8).replace("+", "%20")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme=acne",
        "\"Allow\"=\"Deny\"",
        "2012-10-17=2008-10-17",
        "\"sts:TagSession\"=\"sts:SetSourceIdentity\"",
        "StringEquals=StringLike",
        "oidc:aud=oidc:sub",
        "\"true\"=\"false\"",
        "111122223333\",=111122223334\",",
        "\"A\"=\"B\"",
        "\"Action\"=\"NotAction\"",
        "[\"acme\",\"beta\"]=[\"acme\"]",
        "role/x=role/y",
      })
  void anythingElseIsAnother(String change) {
    var parts = change.split("=", 2);
    var changed = POLICY.replace(parts[0], parts[1]);

    assertThat(changed).isNotEqualTo(POLICY);
    assertThat(isSame(changed, IN_OTHER_WORDS)).isFalse();
  }
}
