package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--read-iam`: refusals and roles by what IAM holds now.
final class AskedIamTest {
  private static final String[] TOKEN = {"--subject", MadeUpTrail.SUBJECT, "--audience", "acme"};
  private static final String NOT_ALLOWED =
      "IAM was not read: the credentials lack the permission iam:GetRole on " + MadeUpRole.ARN;

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private LoopbackAws aws = new LoopbackAws();

  @BeforeEach
  void openDesk() {
    desk = new Desk(folder);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private void holds(String policy) {
    aws.xml(
        "GetRole",
        """
        <GetRoleResponse><GetRoleResult><Role><Arn>%s</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate>
        <AssumeRolePolicyDocument>%s</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>
        """
            .formatted(MadeUpRole.ARN, URLEncoder.encode(policy, UTF_8)));
  }

  private void index(String... records) {
    desk.run("index", desk.file("trail.json", MadeUpRole.log(records)));
  }

  private static JsonNode refusal(Desk.Run run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Desk.json(run.out()).path("refusal");
  }

  private JsonNode listed() {
    return refusal(
        desk.run(
            "denied", "--explain", "--read-iam", "--from", "2026-11-20", "--to", "2026-11-20"));
  }

  private static void verify(JsonNode refusal, String cause, String certainty, String evidence) {
    assertThat(refusal.path("cause").asText()).isEqualTo(cause);
    assertThat(refusal.path("certainty").asText()).isEqualTo(certainty);
    assertThat(refusal.path("evidence").toString()).contains(evidence);
  }

  @Test
  void recordIsExplainedWithoutAnIndex() {
    holds(MadeUpRole.policyOf("prdo"));

    var run = desk.runOn(MadeUpTrail.DENIED, "denied", "--explain", "-", "--read-iam");

    verify(
        refusal(run),
        "SUBJECT_MISMATCH",
        "LIKELY",
        "the policy is the one that IAM holds, read at ");
    assertThat(run.err()).doesNotContain("index");
  }

  @Test
  void recordedPolicyThatIamHoldsIsCertainAndAnotherIsLikely() {
    index(
        MadeUpTrail.DENIED,
        MadeUpRole.update("1", "2026-11-19T08:00:00Z", MadeUpRole.policyOf("prdo")));

    holds(MadeUpRole.policyOf("prdo"));
    verify(
        listed(),
        "SUBJECT_MISMATCH",
        "CERTAIN",
        "IAM holds the policy of the last recorded change");
    holds(MadeUpRole.policyOf("prod"));
    verify(listed(), "SUBJECT_MISMATCH", "LIKELY", "a change is missing from the index");
  }

  @Test
  void permissionThatIsMissingIsNamedAndTakesNothing() {
    aws.refuseXml("GetRole");

    var run = desk.runOn(MadeUpTrail.DENIED, "denied", "--explain", "-", "--read-iam");
    verify(refusal(run), "SUBJECT_MISMATCH", "OPEN", NOT_ALLOWED);

    index(
        MadeUpTrail.DENIED,
        MadeUpRole.update("1", "2026-11-19T08:00:00Z", MadeUpRole.policyOf("prdo")));
    verify(listed(), "SUBJECT_MISMATCH", "CERTAIN", NOT_ALLOWED);
  }

  @Test
  void providerOfATokenThatStsCouldNotTakeIsAsked() {
    holds(MadeUpRole.policyOf("prod"));
    aws.xml(
        "ListOpenIDConnectProviders",
        """
        <ListOpenIDConnectProvidersResponse><ListOpenIDConnectProvidersResult><OpenIDConnectProviderList>
        <member><Arn>%s</Arn></member></OpenIDConnectProviderList></ListOpenIDConnectProvidersResult></ListOpenIDConnectProvidersResponse>
        """
            .formatted(MadeUpTrail.PROVIDER));
    aws.xml(
        "GetOpenIDConnectProvider",
        """
        <GetOpenIDConnectProviderResponse><GetOpenIDConnectProviderResult><CreateDate>2026-01-02T03:04:05Z</CreateDate>
        <ClientIDList><member>Acme</member></ClientIDList></GetOpenIDConnectProviderResult></GetOpenIDConnectProviderResponse>
        """);
    var record =
        MadeUpTrail.DENIED
            .replace("\"AccessDenied\"", "\"InvalidIdentityToken\"")
            .replace(
                "An unknown error occurred",
                "The web identity token provided could not be validated.");

    var run = desk.runOn(record, "denied", "--explain", "-", "--read-iam");

    verify(
        refusal(run),
        "AUDIENCE_NOT_REGISTERED",
        "LIKELY",
        "IAM has the provider with audiences Acme, read at ");
  }

  @Test
  void roleIsRatedByThePolicyThatIamHolds() {
    index(
        MadeUpTrail.ROOT,
        MadeUpRole.update(
            "1",
            "2026-11-19T08:00:00Z",
            MadeUpRole.policy("pulumi:deploy:org:acme:project:web:*")));
    holds(MadeUpRole.policyOf("prod"));

    var run = desk.run("trust", MadeUpRole.ARN, "--read-iam", "--from", "2026-11-01");

    assertThat(run.exitCode()).as(run.err()).isZero();
    var answer = Desk.json(run.out());
    assertThat(answer.path("width").asText()).isEqualTo("STACK_AND_OPERATION");
    assertThat(answer.path("evidence").toString())
        .contains("the policy is the one that IAM holds", "a change is missing from the index");
  }

  @Test
  void tokenIsTriedByThePolicyThatIamHolds() {
    holds(MadeUpRole.policyOf("prod"));

    var run =
        desk.run("trust", MadeUpRole.ARN, "--read-iam", TOKEN[0], TOKEN[1], TOKEN[2], TOKEN[3]);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(Desk.json(run.out()).path("allowed").asBoolean()).isTrue();
  }

  @Test
  void tokensAreTriedByThePolicyThatIamHolds() {
    holds(MadeUpRole.policyOf("prod"));
    var line = "{\"subject\":\"%s\",\"audience\":\"%s\"}\n";
    var tries =
        line.formatted(MadeUpTrail.SUBJECT, "acme") + line.formatted(MadeUpTrail.SUBJECT, "acne");

    var run = desk.runOn(tries, "trust", MadeUpRole.ARN, "--read-iam", "--tries", "-");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines().map(answer -> Desk.json(answer).path("allowed").asText()))
        .containsExactly("true", "false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "denied --read-iam | go with --explain",
        "denied --explain --error x --read-iam | neither a record nor a policy",
        "denied --explain --read-iam --policy role.json | two sources of one policy",
        "trust role.json --read-iam | a role's ARN alone",
        "trust --all --read-iam | --all takes neither",
        "trust arn:aws:iam::111122223333:role/deploy --profile x | --profile goes with",
      })
  void wrongUsageIsToldInWords(String line, String message) {
    var policy = desk.file("role.json", MadeUpRole.policyOf("prod"));

    var run = desk.run(line.replace("role.json", policy).split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
