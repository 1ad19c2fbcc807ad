package io.deploytrail.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where people keep trust policies, each with two roles at least: which policy is whose.
class PolicyDocumentsTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/ci/deploy";

  private static String policy(String audience) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"api.pulumi.com/oidc:aud":"%s"}}}]}\
    """
        .formatted(audience);
  }

  private static String quoted(String policy) {
    return '"' + policy.replace("\"", "\\\"") + '"';
  }

  private static void holds(Optional<String> text, String audience) {
    assertThat(text.map(TrustPolicy::parse).map(TrustPolicy::statements))
        .contains(TrustPolicy.parse(policy(audience)).statements());
  }

  @Test
  void aPolicyIsEveryRoles() {
    holds(PolicyDocuments.in(policy("acme")).find(ROLE), "acme");
    holds(Optional.of(PolicyDocuments.in(policy("acme")).of(Optional.empty())), "acme");
  }

  @Test
  void aPolicyMayBePercentEncodedAndHaveSpaceAround() {
    var encoded = URLEncoder.encode(policy("acme"), StandardCharsets.UTF_8);

    holds(PolicyDocuments.in("\n" + encoded + "\n").find(ROLE), "acme");
    holds(PolicyDocuments.in(encoded.replace("%7B", "%7b")).find(ROLE), "acme");
    holds(PolicyDocuments.in("\n " + policy("acme") + "\n").find(ROLE), "acme");
  }

  @Test
  void whatGetRolePrintsIsOfThatRole() {
    var printed =
        """
        {"Role":{"Path":"/ci/","RoleName":"deploy","Arn":"%s","AssumeRolePolicyDocument":%s}}\
        """
            .formatted(ROLE, policy("acme"));

    holds(PolicyDocuments.in(printed).find(ROLE), "acme");
    holds(PolicyDocuments.in(printed).find("deploy"), "acme");
    assertThat(PolicyDocuments.in(printed).find("arn:aws:iam::111122223333:role/other")).isEmpty();
  }

  @Test
  void whatTheApiGivesIsPercentEncodedWithin() {
    var encoded = URLEncoder.encode(policy("acme"), StandardCharsets.UTF_8);
    var printed =
        "{\"RoleName\":\"deploy\",\"AssumeRolePolicyDocument\":\"%s\"}".formatted(encoded);

    holds(PolicyDocuments.in(printed).find(ROLE), "acme");
  }

  @Test
  void aTemplateNamesItsRolesOrCloudFormationDoes() {
    var template =
        """
        {"Transform":"AWS::Serverless-2016-10-31","Resources":{
          "Bucket":{"Type":"AWS::S3::Bucket"},
          "Named":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"deploy","AssumeRolePolicyDocument":%s}},
          "Worker":{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":%s}}}}\
        """
            .formatted(policy("named"), policy("worker"));
    var documents = PolicyDocuments.in(template);

    holds(documents.find(ROLE), "named");
    holds(documents.find("arn:aws:iam::111122223333:role/stack-Worker-1A2B3C4D5E6F"), "worker");
    holds(Optional.of(documents.of(Optional.of("Worker"))), "worker");
    assertThat(documents.find("arn:aws:iam::111122223333:role/stack-Named-1A2B3C4D5E6F")).isEmpty();
    assertThat(documents.find("arn:aws:iam::111122223333:role/x-deploy-y")).isEmpty();
    assertThatThrownBy(() -> documents.of(Optional.empty()))
        .isInstanceOf(UnreadableTrustPolicyException.class)
        .hasMessage("the file holds the policies of Worker, deploy; say which with --role");
    assertThatThrownBy(() -> documents.of(Optional.of("other")))
        .hasMessageEndingWith("not one of them is of other");
  }

  @Test
  void whereTwoPoliciesMayBeTheRolesNoneIs() {
    var template =
        """
        {"Resources":{
          "Worker":{"Properties":{"AssumeRolePolicyDocument":%s}},
          "Blue":{"Properties":{"AssumeRolePolicyDocument":%s}}}}\
        """
            .formatted(policy("worker"), policy("blue"));

    assertThat(PolicyDocuments.in(template).find("my-Blue-Worker-1A2B3C")).isEmpty();
    assertThatThrownBy(() -> PolicyDocuments.in(template).of(Optional.of("my-Blue-Worker-1A2B3C")))
        .hasMessageContaining("several of them may be of my-Blue-Worker-1A2B3C");
  }

  @Test
  void aPlanOfTerraformHoldsModulesWithinModules() {
    var plan =
        """
        {"format_version":"1.2","planned_values":{"root_module":{
          "resources":[
            {"address":"aws_iam_role.deploy","type":"aws_iam_role","values":{"name":"deploy","assume_role_policy":%s}},
            {"address":"aws_iam_role.later","type":"aws_iam_role","values":{"name":"later"}}],
          "child_modules":[{"child_modules":[{"resources":[
            {"address":"module.a.module.b.aws_iam_role.deep","values":{"name":"deep","assume_role_policy":%s}}]}]}]}}}\
        """
            .formatted(quoted(policy("root")), quoted(policy("deep")));
    var documents = PolicyDocuments.in(plan);

    holds(documents.find(ROLE), "root");
    holds(documents.find("arn:aws:iam::111122223333:role/deep"), "deep");
    holds(Optional.of(documents.of(Optional.of("module.a.module.b.aws_iam_role.deep"))), "deep");
    assertThat(documents.find("arn:aws:iam::111122223333:role/later")).isEmpty();
  }

  @Test
  void aStateOfTerraformHoldsValues() {
    var state =
        """
        {"values":{"root_module":{"resources":[{"address":"aws_iam_role.deploy","values":{"name":"deploy","arn":"%s","assume_role_policy":%s}}]}}}\
        """
            .formatted(ROLE, quoted(policy("acme")));

    holds(PolicyDocuments.in(state).find(ROLE), "acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "7",
        "null",
        "Resources:\n  Role:\n    Type: AWS::IAM::Role\n",
        "{\"Resources\":{\"Bucket\":{\"Type\":\"AWS::S3::Bucket\"}}}",
        "{\"planned_values\":{}}",
      })
  void whatHoldsNoRoleIsSaidSo(String text) {
    assertThatThrownBy(() -> PolicyDocuments.in(text))
        .isInstanceOf(UnreadableTrustPolicyException.class)
        .hasMessageStartingWith("a trust policy, what aws iam get-role prints, a template");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Statement\":7}",
        "{\"Statement\":[{\"Effect\":\"Perhaps\"}]}",
        "{\"Version\":\"2012-10-17\",\"Statement\":[]} and more",
        "%7B%22Statement%22%3A7%7D",
        "%7"
      })
  void aPolicyAloneIsReadAtOnce(String text) {
    assertThatThrownBy(() -> PolicyDocuments.in(text))
        .isInstanceOf(UnreadableTrustPolicyException.class);
  }
}
