package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.template.Template;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/// The role of template-pulumi-role.yaml: who gets it, and what the service knows of its sessions.
///
/// The emulation reads a token's claims and checks no signature, and it knows no provider.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PulumiRoleIT {
  private static final String ID = "9d2f1c52-8d0e-4b7a-9c11-5e2d7f80a941";
  private static final String SUBJECT =
      "pulumi:deploy:org:%s:project:web:stack:%s:operation:update:scope:write";

  private final MiniStack engine = MiniStack.start();
  private final Map<String, String> role =
      engine.deploy(
          Template.PULUMI_ROLE,
          Map.of(
              "Organization", "acme",
              "Project", "web",
              "Stack", "prod",
              "CreateProvider", "false",
              "PolicyArns", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
  private final DeployedService service = DeployedService.on(engine, output("SessionName"));
  private final StsClient sts = engine.client(StsClient.builder(), MiniStack.ROOT);

  @AfterAll
  void stop() {
    sts.close();
    service.close();
    engine.close();
  }

  private String output(String name) {
    return Optional.ofNullable(role.get(name)).orElseThrow();
  }

  private AssumeRoleWithWebIdentityResponse assume(String audience, String subject) {
    var name =
        output("SessionName").replace("${stack.name}", "prod").replace("${deployment.id}", ID);
    return sts.assumeRoleWithWebIdentity(request ->
        request
            .roleArn(output("RoleArn"))
            .roleSessionName(name)
            .webIdentityToken(UnsignedToken.of(audience, subject)));
  }

  @ParameterizedTest
  @CsvSource({"Acme, acme, prod", "acme, Acme, prod", "evil, evil, prod", "acme, acme, test"})
  void otherOrganizationsCasingsAndStacksAreRefused(
      String audience, String organization, String stack) {
    assertThatThrownBy(() -> assume(audience, SUBJECT.formatted(organization, stack)))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("Not authorized");
  }

  @Test
  void sessionIsIndexedAndNamesItsDeployment() {
    var issued = assume("acme", SUBJECT.formatted("acme", "prod"));

    service.put(record(issued));
    service.awaitEmpty(service.output("IssuanceQueueUrl"));

    var key = issued.credentials().accessKeyId();
    var answer =
        service.ask("{\"question\":\"who\",\"accessKeyId\":\"%s\"}".formatted(key).getBytes(UTF_8));
    assertThat(answer.path("verdict").asText()).isEqualTo("DEPLOYMENT");
    assertThat(answer.path("confidence").asText()).isEqualTo("PROVEN");
    assertThat(answer.at("/deployment/id").asText()).isEqualTo(ID);
    assertThat(answer.at("/deployment/url").asText())
        .isEqualTo("https://app.pulumi.com/acme/web/prod/deployments");
  }

  /// What CloudTrail would write of it; the emulation writes nothing.
  private ObjectNode record(AssumeRoleWithWebIdentityResponse issued) {
    var event = (ObjectNode) Corpus.events("01-deployment-by-id.json").findFirst().orElseThrow();
    var detail = event.withObject("/detail");
    detail.put("eventTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    var user = issued.assumedRoleUser();
    detail
        .withObject("/requestParameters")
        .put("roleArn", output("RoleArn"))
        .put("roleSessionName", user.assumedRoleId().split(":", 2)[1]);
    detail
        .withObject("/responseElements/credentials")
        .put("accessKeyId", issued.credentials().accessKeyId());
    detail
        .withObject("/responseElements/assumedRoleUser")
        .put("assumedRoleId", user.assumedRoleId())
        .put("arn", user.arn());
    return event;
  }
}
