package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `attribute --format ocsf`: what the schema asks for, and what the other formats answer.
final class OcsfTest {
  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void makeDesk() {
    desk = new Desk(folder);
  }

  @Test
  void everySituationOfTheCorpusFitsTheSchemaAndSaysWhatNdjsonDoes() {
    var lines = new ArrayList<>(CorpusTrail.lines());
    Collections.shuffle(lines, new Random(6));
    var arguments = new ArrayList<>(CorpusTrail.CONFIGURATION);
    arguments.add("--all");
    arguments.add(desk.file("first.json", String.join("\n", lines.subList(0, lines.size() / 2))));
    arguments.add(
        desk.file("second.json", String.join("\n", lines.subList(lines.size() / 2, lines.size()))));
    var configured = arguments.toArray(String[]::new);

    var answers =
        OcsfRuns.trees(
            desk.run(OcsfRuns.with(configured, "attribute", "--format", "ndjson")).out());
    var events =
        OcsfRuns.trees(desk.run(OcsfRuns.with(configured, "attribute", "--format", "ocsf")).out());

    assertThat(events).allSatisfy(event -> assertThat(OcsfConstraints.problems(event)).isEmpty());
    assertThat(events.stream().map(OcsfTest::answer)).containsExactlyInAnyOrderElementsOf(answers);
    assertThat(texts(events, "/enrichments/0/data/verdict"))
        .contains("DEPLOYMENT", "STACK", "ENVIRONMENT", "AMBIGUOUS", "SUSPECT", "NONE");
    assertThat(texts(events, "/severity")).contains("High", "Medium", "Informational");
    assertThat(texts(events, "/status")).contains("Success", "Failure");
    assertThat(texts(events, "/activity_name")).contains("Create", "Delete", "Read", "Other");
  }

  /// The answer that an event was made of.
  private static JsonNode answer(JsonNode event) {
    var answer = ((ObjectNode) event.at("/enrichments/0/data")).deepCopy();
    var operation = event.at("/api/operation").asText();
    var service = event.at("/api/service/name").asText();
    answer.set("eventId", event.at("/metadata/uid"));
    answer.set("eventTime", event.at("/metadata/original_time"));
    answer.set("account", event.at("/cloud/account/uid"));
    answer.set("region", event.at("/cloud/region"));
    answer.put("action", service.substring(0, service.indexOf('.')) + ":" + operation);
    return answer;
  }

  private static List<String> texts(List<JsonNode> events, String pointer) {
    return events.stream().map(event -> event.at(pointer).asText()).distinct().toList();
  }

  @Test
  void sessionAndProviderOfAChainedCallAreThoseOfItsIssuances() {
    var log = desk.file("log.json", MadeUpTrail.log());

    var event =
        OcsfRuns.events(desk, log).stream()
            .filter(each -> each.at("/metadata/uid").asText().equals(MadeUpTrail.CHAINED))
            .findFirst()
            .orElseThrow();

    assertThat(event.at("/actor/session"))
        .isEqualTo(
            Desk.json(
                """
                {"uid":"ASIACHILD00000000001","credential_uid":"ASIACHILD00000000001",
                "issuer":"arn:aws:iam::111122223333:role/child",
                "created_time":1795165500000,"expiration_time":1795168920000}
                """));
    assertThat(event.at("/actor/idp/name").asText()).isEqualTo(MadeUpTrail.PROVIDER);
    assertThat(event.at("/actor/user/type").asText()).isEqualTo("AssumedRole");
    assertThat(event.at("/metadata/correlation_uid").asText()).isEqualTo(MadeUpTrail.ID);
    assertThat(event.at("/enrichments/0/src_url").asText())
        .isEqualTo("https://app.pulumi.com/acme/web/prod/deployments");
    assertThat(event.at("/message").asText())
        .startsWith("ec2:RunInstances: DEPLOYMENT, PROVEN, organization acme, project web,")
        .endsWith(", id " + MadeUpTrail.ID + ", stated id");
  }

  @Test
  void thePersonWhoOpenedAnEnvironmentIsTheUser() {
    var event = OcsfRuns.eventOf(desk, MadeUpTrail.ESC, MadeUpTrail.ESC_CALL);

    assertThat(OcsfConstraints.problems(event)).isEmpty();
    assertThat(event.at("/actor/user/name").asText()).isEqualTo("jane");
    assertThat(event.at("/actor/user/org/name").asText()).isEqualTo("acme");
    assertThat(event.at("/actor/user/type").asText()).isEqualTo("AssumedRole");
    assertThat(event.at("/message").asText())
        .isEqualTo(
            "s3:CreateBucket: ENVIRONMENT, PROVEN, organization acme, root environment base/login, user jane");
  }

  @Test
  void whatAnUnprovenSessionWouldBeIsNotSaid() {
    var event =
        OcsfRuns.eventOf(
            desk,
            MadeUpTrail.BUCKET.replace(
                "\"sessionContext\":{",
                """
                "sessionContext":{"webIdFederationData":{"federatedProvider":"%s"},\
                """
                    .formatted(MadeUpTrail.PROVIDER)));

    assertThat(event.at("/enrichments/0/data/confidence").asText()).isEqualTo("STATED");
    assertThat(event.at("/actor/session").has("uid")).isFalse();
    assertThat(event.at("/actor/session").has("expiration_time")).isFalse();
    assertThat(event.at("/actor/session/credential_uid").asText()).isEqualTo(MadeUpTrail.KEY);
  }

  @Test
  void whatARecordDoesNotTellIsUnknown() {
    var event =
        OcsfRuns.eventOf(desk, "{\"eventID\":\"e\",\"eventTime\":\"2026-11-20T09:05:00Z\"}");

    assertThat(OcsfConstraints.problems(event)).isEmpty();
    assertThat(event.at("/type_name").asText()).isEqualTo("API Activity: Unknown");
    assertThat(event.at("/api")).isEqualTo(Desk.json("{\"operation\":\"Unknown\"}"));
    assertThat(event.at("/src_endpoint")).isEqualTo(Desk.json("{\"name\":\"Unknown\"}"));
    assertThat(event.at("/actor"))
        .isEqualTo(
            Desk.json("{\"user\":{\"name\":\"Unknown\",\"type_id\":0,\"type\":\"Unknown\"}}"));
    assertThat(event.at("/cloud")).isEqualTo(Desk.json("{\"provider\":\"AWS\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, ip",
    "0.0.0.0, ip",
    "2001:db8::7, ip",
    "::1, ip",
    "cloudformation.amazonaws.com, svc_name",
    "AWS Internal, svc_name",
    "192.0.2.256, svc_name",
    "192.0.2, svc_name",
    "'192.0.2.7, 192.0.2.8', svc_name",
    "1:2:3, svc_name",
    "::::, svc_name",
    "fe80::1%lo, svc_name",
  })
  void sourceIsAnAddressOrAName(String source, String attribute) {
    var event =
        OcsfRuns.eventOf(
            desk,
            MadeUpTrail.BUCKET.replaceFirst("\\{", "{\"sourceIPAddress\":\"" + source + "\","));

    assertThat(OcsfConstraints.problems(event)).isEmpty();
    assertThat(event.at("/src_endpoint").properties())
        .containsExactly(Map.entry(attribute, TextNode.valueOf(source)));
  }

  @ParameterizedTest
  @CsvSource({
    "CreateBucket, 1",
    "RunInstances, 1",
    "GetObject, 2",
    "BatchGetItem, 2",
    "ListBuckets20200101, 2",
    "PutObject, 3",
    "UpdateFunctionCode20150331v2, 3",
    "BatchWriteItem, 3",
    "TerminateInstances, 4",
    "BatchDeleteImage, 4",
    "AssumeRole, 99",
    "Decrypt, 99",
    "Gettysburg, 99",
    "getObject, 99",
    "Batch, 99",
    "'Delete\n', 4",
  })
  void activityIsToldByTheVerb(String operation, int activity) {
    var event =
        OcsfRuns.eventOf(
            desk, MadeUpTrail.BUCKET.replace("CreateBucket", operation.replace("\n", "\\n")));

    assertThat(OcsfConstraints.problems(event)).isEmpty();
    assertThat(event.at("/activity_id").asInt()).isEqualTo(activity);
    assertThat(event.at("/api/operation").asText()).isEqualTo(operation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\"}],\\\"severity_id\\\":1,\\\"x\\\":[{\\\"y\\\":\\\"",
        "line\\n{\\\"class_uid\\\":6003}\\r\\nnext",
        "\\u0000\\u001b[31m\\u202egnp.exe\\u2028",
        "half \\ud800 and \\udc00 turned",
        "=cmd|' /C calc'!A0 é 🙂",
      })
  void hostileTextsStayText(String hostile) {
    var call =
        MadeUpTrail.BUCKET
            .replaceFirst(
                "\\{",
                """
                {"sourceIPAddress":"%1$s","userAgent":"%1$s","errorCode":"%1$s","errorMessage":"%1$s",
                "requestID":"%1$s","resources":[{"ARN":"%1$s"}],\
                """
                    .replace("%1$s", hostile.replace("\\", "\\\\"))
                    .replace("\n", ""))
            .replace("CreateBucket", "Create" + hostile);
    var text = Desk.json("{\"text\":\"" + hostile + "\"}").path("text").asText();

    var event = OcsfRuns.eventOf(desk, MadeUpTrail.ROOT, call);

    assertThat(OcsfConstraints.problems(event)).isEmpty();
    assertThat(event.at("/api/operation").asText()).isEqualTo("Create" + text);
    assertThat(event.at("/http_request/user_agent").asText()).isEqualTo(text);
    assertThat(event.at("/api/response/error_message").asText()).isEqualTo(text);
    assertThat(event.at("/src_endpoint/svc_name").asText()).isEqualTo(text);
  }

  @Test
  void noTokenAndNoWholeRequestComesOut() {
    var secret = "\"requestParameters\":{\"masterUserPassword\":\"hunter2\",";
    var log =
        desk.file(
            "log.json",
            MadeUpTrail.log()
                .replace("\"requestParameters\":{", secret)
                .replace("\"sessionToken\"", "\"SessionToken\""));

    var run = desk.run("attribute", "--all", "--format", "ocsf", log);

    assertThat(run.out()).hasLineCount(4).doesNotContain(MadeUpTrail.TOKEN, "hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/time                            | remove | /time is missing",
        "/src_endpoint                    | remove | /src_endpoint is missing",
        "/metadata/version                | remove | /metadata/version is missing",
        "/metadata/product/name           | remove | /metadata/product has none of",
        "/enrichments/0/data              | remove | /enrichments/data is missing",
        "/actor                           | {}     | /actor has none of",
        "/type_uid                        | 600302 | /type_uid is not class_uid * 100 + activity_id",
        "/activity_id                     | 5      | /activity_id is none of",
        "/severity_id                     | 2      | but beside it stands \"Informational\"",
        "/severity_id                     | \"1\"  | /severity_id is no integer_t",
        "/time                            | 1.5    | /time is no timestamp_t",
        "/api/operation                   | 7      | /api/operation is no string_t",
        "/api/service                     | []     | /api/service is no object",
        "/resources                       | {}     | /resources is no array",
        "/cloud/account/type_id           | 11     | /cloud/account/type_id is none of",
        "/src_endpoint/ip                 | \"x\"  | /src_endpoint/ip is no ip_t",
        "/deployment                      | \"x\"  | /deployment is unknown",
        "/actor/user/account/organization | \"x\"  | /actor/user/account/organization is unknown",
        "/enrichments/0/confidence        | \"x\"  | /enrichments/confidence is unknown",
      })
  void aBrokenEventDoesNotFit(String pointer, String value, String problem) {
    var event =
        OcsfRuns.eventOf(
            desk,
            MadeUpTrail.ROOT,
            MadeUpTrail.BUCKET.replaceFirst("\\{", "{\"sourceIPAddress\":\"192.0.2.7\","));
    assertThat(OcsfConstraints.problems(event)).isEmpty();
    var slash = pointer.lastIndexOf('/');
    var object = (ObjectNode) event.at(pointer.substring(0, slash));

    object.remove(pointer.substring(slash + 1));
    if (!value.equals("remove")) {
      object.set(pointer.substring(slash + 1), Desk.json(value));
    }

    assertThat(OcsfConstraints.problems(event)).anySatisfy(it -> assertThat(it).contains(problem));
  }
}
