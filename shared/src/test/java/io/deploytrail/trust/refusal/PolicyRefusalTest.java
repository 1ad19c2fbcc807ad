package io.deploytrail.trust.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Runs `refusals.json`: each cause, beside its nearest neighbours that are not that cause.
class PolicyRefusalTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static List<JsonNode> cases() throws IOException {
    var cases = new ArrayList<JsonNode>();
    try (var corpus = PolicyRefusalTest.class.getResourceAsStream("/trust/refusals.json")) {
      JSON.readTree(corpus).forEach(cases::add);
    }
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> namesTheCause() throws IOException {
    return cases().stream()
        .map(of -> DynamicTest.dynamicTest(of.path("name").asText(), () -> verify(of)));
  }

  @Test
  void eachCauseOfAPolicyHasFiveCases() throws IOException {
    var causes = cases().stream().map(of -> of.path("cause").asText()).toList();

    assertThat(Stream.of(Cause.values()).filter(Cause::isInPolicy))
        .allSatisfy(cause ->
            assertThat(causes.stream().filter(cause.name()::equals).count())
                .as(cause.name())
                .isGreaterThanOrEqualTo(5));
  }

  @Test
  void starOfATokenIsNoWildcardOfItsFix() {
    var policy =
        TrustPolicy.parse(
            """
            {"Version": "2008-10-17", "Statement": {"Effect": "Allow",
             "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc"},
             "Action": "sts:AssumeRoleWithWebIdentity",
             "Condition": {"StringEquals": {"api.pulumi.com/oidc:aud": "acme"},
                           "StringLike": {"api.pulumi.com/oidc:sub": "pulumi:x"}}}}\
            """);
    var asked =
        Try.of(
            ProviderArn.parse("arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc")
                .orElseThrow(),
            "acme",
            "pulumi:web*");

    var fix = new PolicyRefusal(policy, Set.of()).answer(asked).fix().orElseThrow();

    FixProof.verify(policy, TrustPolicy.parse(fix), asked);
  }

  private static void verify(JsonNode of) throws IOException {
    var policy = TrustPolicy.parse(expanded(of.path("policy")));
    var asked = asked(of.path("try"));
    var answer = new PolicyRefusal(policy, Set.of(texts(of.path("organizations")))).answer(asked);

    assertThat(answer.cause().map(Cause::name)).isEqualTo(text(of, "cause"));
    assertThat(answer.allowed().name()).isEqualTo(text(of, "allowed").orElse("NO"));
    assertThat(answer.certainty().map(Certainty::name))
        .isEqualTo(text(of, "cause").map(_ -> text(of, "certainty").orElse("CERTAIN")));
    assertThat(answer.mismatch().flatMap(TryAnswer.Mismatch::part).map(SubjectPart::toString))
        .isEqualTo(text(of, "part"));
    assertThat(answer.otherCauses().stream().map(Cause::name))
        .containsExactly(texts(of.path("otherCauses")));
    text(of, "statement")
        .ifPresent(name ->
            assertThat(answer.mismatch().map(TryAnswer.Mismatch::statement)).contains(name));
    text(of, "nearest")
        .ifPresent(nearest ->
            assertThat(answer.mismatch().flatMap(TryAnswer.Mismatch::nearest)).contains(nearest));
    text(of, "says").ifPresent(words -> assertThat(answer.evidence()).contains(words));
    if (answer.allowed() == Decision.NO) {
      assertThat(answer.fix().isPresent()).as("fix").isEqualTo(of.path("fix").asBoolean(true));
    }
    for (var audience : texts(of.path("audiences"))) {
      assertThat(answer.fix().orElseThrow()).contains("\"" + audience + "\"");
    }
    answer.fix().ifPresent(fix -> FixProof.verify(policy, TrustPolicy.parse(fix), asked));
  }

  static Try asked(JsonNode node) {
    return new Try(
        Optional.of(text(node, "role").orElse("arn:aws:iam::111122223333:role/deploy")),
        ProviderArn.parse(expand(text(node, "provider").orElse("ARN"))).orElseThrow(),
        text(node, "audience").or(() -> Optional.of("acme")),
        Optional.of(expand(text(node, "subject").orElse("D:web/prod/update"))),
        text(node, "sessionName"),
        new Try.Circumstances(
            text(node, "address"),
            text(node, "agent"),
            text(node, "region"),
            text(node, "time").map(java.time.Instant::parse)));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
  }

  private static String[] texts(JsonNode node) {
    var texts = new ArrayList<String>();
    node.forEach(text -> texts.add(text.asText()));
    return texts.toArray(String[]::new);
  }

  /// A policy is a list of statements; `P:` begins a key of Pulumi's provider, `ARN` is its ARN,
  /// and what is not said is as most have it.
  private static String expanded(JsonNode statements) {
    var written = JSON.createArrayNode();
    for (var statement : statements) {
      var copy = statement.<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy();
      if (!copy.has("Effect")) {
        copy.put("Effect", "Allow");
      }
      if (!copy.has("Principal")) {
        copy.putObject("Principal").put("Federated", "ARN");
      }
      if (!copy.has("Action") && !copy.has("NotAction")) {
        copy.put("Action", Try.ACTION);
      }
      written.add(copy);
    }
    return expand(
        JSON.createObjectNode().put("Version", "2012-10-17").set("Statement", written).toString());
  }

  /// `D:web/prod/update` is a deployment's subject of acme, `E:web/prod` an environment's.
  private static String expand(String text) {
    return text.replace("P:", "api.pulumi.com/oidc:")
        .replace("\"ARN\"", "\"arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc\"")
        .replaceAll("^ARN$", "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc")
        .replaceAll(
            "D:([^/\"]*)/([^/\"]*)/([^/\"]*)",
            "pulumi:deploy:org:acme:project:$1:stack:$2:operation:$3:scope:write")
        .replaceAll("E:", "pulumi:environments:org:acme:env:");
  }
}
