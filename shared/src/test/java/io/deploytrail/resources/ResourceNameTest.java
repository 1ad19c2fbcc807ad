package io.deploytrail.resources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each row of `calls.ndjson` is a call in the shape of its service, with the resource that it
/// names, and twins: resources of the same last part that it does not name.
final class ResourceNameTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RecordReader READER = new RecordReader();
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "us-east-1";

  record Row(JsonNode json) {
    String arn() {
      return json.path("arn").asText();
    }

    List<String> texts(String field) {
      var texts = new ArrayList<String>();
      json.path(field).forEach(text -> texts.add(text.asText()));
      return texts;
    }

    /// How somebody may ask for the resource.
    List<String> asked() {
      var asked = new ArrayList<>(List.of(arn()));
      asked.addAll(texts("names"));
      if (json.has("url")) {
        asked.add(json.path("url").asText());
      }
      return asked;
    }

    String service() {
      var call = json.path("call").asText();
      return call.substring(0, call.indexOf(':'));
    }

    Activity call(String account, String region, String source) {
      var event = json.path("call").asText().substring(service().length() + 1);
      ObjectNode record = JSON.createObjectNode();
      record.put("eventID", "e1").put("eventTime", "2026-11-20T09:30:00Z");
      record.put("eventSource", source + ".amazonaws.com").put("eventName", event);
      record.put("awsRegion", region).put("recipientAccountId", account);
      record.set("requestParameters", json.path("request"));
      record.set("responseElements", json.path("response"));
      return read(record);
    }

    Activity call() {
      return call(ACCOUNT, REGION, json.path("source").asText(service()));
    }

    @Override
    public String toString() {
      return json.path("call").asText() + " " + arn();
    }
  }

  private static Activity read(ObjectNode record) {
    var bytes = record.toString().getBytes(UTF_8);
    var call = (Call) READER.read(bytes).record();
    return READER.activity(call, bytes, 0, bytes.length);
  }

  static Stream<Row> rows() {
    var file = requireNonNull(ResourceNameTest.class.getResourceAsStream("calls.ndjson"));
    return new BufferedReader(new InputStreamReader(file, UTF_8))
        .lines()
        .map(ResourceNameTest::row);
  }

  private static Row row(String line) {
    try {
      return new Row(JSON.readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNamed(String asked, Activity call) {
    return new ResourceName(asked).isNamedBy(call.naming());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isFoundByArnNameAndUrl(Row row) {
    assertThat(row.asked())
        .allSatisfy(asked -> assertThat(isNamed(asked, row.call())).as(asked).isTrue());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aTwinOfTheSameLastPartIsNotFound(Row row) {
    assertThat(row.texts("twins"))
        .isNotEmpty()
        .allSatisfy(twin -> assertThat(isNamed(twin, row.call())).as(twin).isFalse());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theSameCallElsewhereNamesAnother(Row row) {
    var arn = Arn.parse(row.arn()).orElseThrow();
    if (row.call().resources().stream()
        .flatMap(text -> Resource.of(text).stream())
        .anyMatch(resource -> resource.arn().service().equals(arn.service()))) {
      // An ARN or a URL says its place itself, wherever the call went.
      return;
    }
    if (!arn.account().isEmpty()) {
      assertThat(isNamed(row.arn(), row.call("444455556666", REGION, row.service()))).isFalse();
    }
    if (!arn.region().isEmpty()) {
      assertThat(isNamed(row.arn(), row.call(ACCOUNT, "eu-west-1", row.service()))).isFalse();
    }
    assertThat(isNamed(row.arn(), row.call(ACCOUNT, "cn-north-1", row.service()))).isFalse();
  }

  /// An index holds the call under its keys, and is asked for the resource's.
  @ParameterizedTest
  @MethodSource("rows")
  void oneOfFewKeysFindsTheCall(Row row) {
    var call = row.call();
    var keys = new TreeSet<String>();
    call.resources().forEach(text -> keys.addAll(ResourceName.keys(call.naming().service(), text)));
    assertThat(row.asked())
        .allSatisfy(asked ->
            assertThat(new ResourceName(asked).keys())
                .as(asked)
                .hasSizeLessThan(10)
                .containsAnyElementsOf(keys));
  }

  /// What an earlier release wrote lacks the fields.
  @ParameterizedTest
  @MethodSource("rows")
  void aCallWithoutFieldsIsStillFound(Row row) {
    var call = row.call();
    if (!Arn.parse(row.arn()).orElseThrow().service().equals(row.service())) {
      // An earlier release did not find it in a call to another service.
      return;
    }
    var mentions = call.resources().stream().map(text -> new Mention("", text)).toList();
    var earlier = new Activity(call.call(), call.readOnly(), mentions);
    assertThat(row.asked())
        .allSatisfy(asked -> assertThat(isNamed(asked, earlier)).as(asked).isTrue());
  }

  @Test
  void whateverIsAskedIsFoundWhereItStandsAsItIs() {
    var pieces =
        List.of(
            "arn:",
            "aws:",
            "ecr:",
            "s3:",
            "iam:",
            "::",
            ":",
            "/",
            "repository/",
            "a",
            "-Ab1234",
            "secretsmanager:",
            "https://",
            "s3://",
            ".dkr.ecr.us-east-1.amazonaws.com/",
            "*",
            "\u00e9");
    var random = new Random(20);
    for (var i = 0; i < 20_000; i++) {
      var text =
          random
              .ints(1 + random.nextInt(9), 0, pieces.size())
              .mapToObj(pieces::get)
              .collect(Collectors.joining());
      var call =
          new NamingCall("ecr", "PutImage", ACCOUNT, REGION, List.of(new Mention("name", text)));
      assertThat(new ResourceName(text).isNamedBy(call)).as(text).isTrue();
      assertThat(new ResourceName(text).keys())
          .as(text)
          .containsAnyElementsOf(ResourceName.keys("ecr", text));
    }
  }

  @Test
  void aUrlSaysItsPartition() {
    assertThat(new ResourceName("https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q").keys())
        .contains("arn:aws-cn:sqs:cn-north-1:111122223333:q");
    assertThat(new ResourceName("https://sqs.eusc-de-east-1.amazonaws.eu/111122223333/q").keys())
        .contains("arn:aws-eusc:sqs:eusc-de-east-1:111122223333:q");
    assertThat(new ResourceName("arn:aws-eusc:sqs:eusc-de-east-1:111122223333:q").keys())
        .contains("https://sqs.eusc-de-east-1.amazonaws.eu/111122223333/q");
    assertThat(new ResourceName("https://queue.amazonaws.com/111122223333/q").keys())
        .contains("arn:aws:sqs:us-east-1:111122223333:q");
    assertThat(new ResourceName("https://sqs.example.com/111122223333/q").isBareName()).isTrue();
  }

  @Test
  void anOldRecordWentToTheCallersAccount() {
    var record = JSON.createObjectNode();
    record.put("eventID", "e1").put("eventTime", "2026-11-20T09:30:00Z");
    record.put("eventSource", "ecr.amazonaws.com").put("eventName", "DeleteRepository");
    record.put("awsRegion", REGION).putObject("userIdentity").put("accountId", ACCOUNT);
    record.putObject("requestParameters").put("repositoryName", "team/app");

    var arn = "arn:aws:ecr:us-east-1:%s:repository/team/app";
    assertThat(isNamed(arn.formatted(ACCOUNT), read(record))).isTrue();
    assertThat(isNamed(arn.formatted("444455556666"), read(record))).isFalse();
  }

  @Test
  void theTableIsOfManyServices() {
    Set<String> services = new TreeSet<>();
    rows().forEach(row -> services.add(row.service()));
    assertThat(services).hasSizeGreaterThan(60);
  }
}
