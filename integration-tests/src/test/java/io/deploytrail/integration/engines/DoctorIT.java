package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.deploytrail.cli.CommandLines;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/// `deploytrail doctor` of the deployed template.yaml, by a user who has the policy that
/// docs/operations.md gives, and not all of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoctorIT {
  private static final String USER = "doctor";
  private static final String POLICY = "Look";

  /// Asked only while something waits, in a protocol that MiniStack does not speak, or with
  /// `--stack` or `--athena-stack` alone, which ask in that protocol too.
  private static final Set<String> NOT_ASKED =
      Set.of(
          "cloudformation:DescribeStacks",
          "cloudformation:GetTemplate",
          "cloudformation:ListStackResources",
          "cloudwatch:DescribeAlarms",
          "cloudwatch:GetMetricStatistics",
          "lambda:GetFunctionConfiguration",
          "lambda:ListEventSourceMappings",
          "s3:GetBucketNotification",
          "s3:ListBucket");

  private final MiniStack engine = MiniStack.start();
  private final DeployedService service = DeployedService.on(engine);
  private final Map<String, String> settings;

  DoctorIT() {
    service.iam.createOpenIDConnectProvider(request ->
        request
            .url("https://api.pulumi.com/oidc")
            .clientIDList("acme")
            .thumbprintList("0".repeat(40)));
    try (var trails = engine.client(CloudTrailClient.builder(), MiniStack.ROOT)) {
      trails.createTrail(request -> request.name("audit").s3BucketName(DeployedService.TRAIL));
      trails.startLogging(request -> request.name("audit"));
    }
    service.iam.createUser(request -> request.userName(USER));
    var key = service.iam.createAccessKey(request -> request.userName(USER)).accessKey();
    settings =
        Map.of(
            "aws.endpointUrl", engine.endpoint().toString(),
            "aws.accessKeyId", key.accessKeyId(),
            "aws.secretAccessKey", key.secretAccessKey());
  }

  @AfterAll
  void stop() {
    service.close();
    engine.close();
  }

  /// That of docs/operations.md.
  private static JsonNode policy() {
    try {
      var page = Files.readString(Home.file("docs/operations.md"));
      var section = page.substring(page.indexOf("## Why is my index empty?"));
      var start = section.indexOf("```json\n") + "```json\n".length();
      return Corpus.json(section.substring(start, section.indexOf("```", start)).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> actions() {
    return policy().findValues("Action").stream()
        .flatMap(actions -> Template.list(actions).stream())
        .map(JsonNode::asText)
        .filter(action -> !NOT_ASKED.contains(action));
  }

  private static JsonNode without(String action) {
    var policy = policy();
    for (var actions : policy.findValues("Action")) {
      ((ArrayNode) actions).removeIf(each -> each.asText().equals(action));
    }
    return policy;
  }

  private List<JsonNode> findings(JsonNode policy) {
    service.iam.putUserPolicy(
        request -> request.userName(USER).policyName(POLICY).policyDocument(policy.toString()));
    var out = new StringWriter();
    var err = new StringWriter();
    settings.forEach(System::setProperty);
    try {
      CommandLines.create(Terminal.NONE)
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err))
          .execute(
              "doctor",
              "--table",
              service.output("SessionsTableName"),
              "--region",
              MiniStack.REGION.id(),
              "--organization",
              "acme");
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
    assertThat(err.toString()).isEmpty();
    var findings = new ArrayList<JsonNode>();
    out.toString().lines().map(line -> Corpus.json(line.getBytes(UTF_8))).forEach(findings::add);
    return findings;
  }

  @Test
  void policyOfTheGuideIsEnough() {
    assertThat(findings(policy()))
        .extracting(
            finding -> finding.path("check").asText() + " " + finding.path("state").asText())
        .contains("provider OK", "trail OK", "queue OK", "dead letters OK")
        // The emulated rule has a state and a pattern of its own: deploy.py.
        .contains("rule PROBLEM")
        // Nothing was deployed yet.
        .contains("sessions PROBLEM")
        .noneMatch(found -> found.endsWith("NOT_CHECKED"));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void missingPermissionIsNamed(String action) {
    assertThat(findings(without(action)))
        .filteredOn(finding -> finding.path("state").asText().equals("NOT_CHECKED"))
        .isNotEmpty()
        .allSatisfy(finding ->
            assertThat(finding.path("next").asText()).startsWith("allow " + action + " on "));
  }
}
