package io.deploytrail.integration.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.calls.CallIndex.RootedCall;
import io.deploytrail.calls.RootSession;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.questions.CallHistory.ResourceWanted;
import io.deploytrail.questions.IndexedCalls;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.Period;
import io.deploytrail.resources.ResourceName;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The exact keys of the call index lead to each call that the rule finds among all: calls in the
/// shapes of many services, asked by ARN, name and URL, and their twins.
final class ResourceKeysTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RecordReader READER = new RecordReader();
  private static final Instant START = Instant.parse("2026-11-20T09:30:00Z");
  private static final Period PERIOD = new Period(START.minusSeconds(60), START.plusSeconds(3600));

  private final List<Activity> calls = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  ResourceKeysTest() throws IOException {
    var file = Home.file("shared/src/test/resources/io/deploytrail/resources/calls.ndjson");
    for (var line : Files.readAllLines(file)) {
      var row = JSON.readTree(line);
      calls.add(call(row));
      asked.add(row.path("arn").asText());
      row.path("names").forEach(name -> asked.add(name.asText()));
      row.path("twins").forEach(twin -> asked.add(twin.asText()));
      Optional.of(row.path("url").asText()).filter(url -> !url.isEmpty()).ifPresent(asked::add);
    }
  }

  private Activity call(JsonNode row) {
    var action = row.path("call").asText().split(":", 2);
    var number = calls.size();
    var record = JSON.createObjectNode();
    record.put("eventID", new UUID(0, number).toString());
    record.put("eventTime", START.plusSeconds(number).toString());
    record.put("eventSource", row.path("source").asText(action[0]) + ".amazonaws.com");
    record.put("eventName", action[1]).put("awsRegion", "us-east-1");
    record.put("recipientAccountId", "111122223333");
    record.set("requestParameters", row.path("request"));
    record.set("responseElements", row.path("response"));
    var bytes = record.toString().getBytes(UTF_8);
    return READER.activity((Call) READER.read(bytes).record(), bytes, 0, bytes.length);
  }

  private static List<String> ids(List<Activity> calls) {
    return calls.stream().map(call -> call.event().id()).toList();
  }

  @Test
  void theIndexAnswersAsTheRuleDoes() {
    try (var engine = DynamoDbLocal.start()) {
      var index = Tables.create(engine.client()).calls();
      var root = new RootSession(new PrincipalId("AROADEPLOY:web-v1"), START);
      index.add(calls.stream().map(call -> new RootedCall(root, call)).toList());
      var history = new IndexedCalls(index, new NoCalls("not asked"));

      for (var text : asked) {
        var resource = new ResourceName(text);
        var named = calls.stream().filter(call -> resource.isNamedBy(call.naming())).toList();
        var found =
            history.ofResource(new ResourceWanted(resource, PERIOD, Optional.empty(), 1000));
        assertThat(ids(found.calls())).as(text).containsExactlyInAnyOrderElementsOf(ids(named));
      }
    }
  }
}
