package io.deploytrail.integration.drills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Questions that are asked twice, of a sound network and of a bad one: the second answer is the
/// first, or it is an error that says that AWS did not answer.
final class Asked {
  private static final int EVENTS = Drills.isLong() ? 60 : 15;
  private static final Map<String, String> ALWAYS =
      Map.of("from", "2026-11-19", "to", "2026-11-22");

  private int same;
  private int failed;

  private record Asking(String question, Map<String, String> parameters) {}

  Difference compare(Deliverables trail, DynamoDbClient sound, DynamoDbClient bad, Random random) {
    var one = QueryFunction.over(sound);
    var other = QueryFunction.over(bad);
    var difference = Difference.NONE;
    for (var asking : askings(trail, random)) {
      var expected = one.all(asking.question(), asking.parameters());
      difference = difference.and(invoked(other, asking, expected));
      difference = difference.and(requested(other, asking, one));
    }
    return difference;
  }

  private static List<Asking> askings(Deliverables trail, Random random) {
    var askings = new ArrayList<Asking>();
    var deployments = new TreeSet<String>();
    for (var number = 0; number < EVENTS; number++) {
      var record = trail.records().get(random.nextInt(trail.records().size()));
      askings.add(new Asking("who", Map.of("eventId", record.path("eventID").asText())));
      var key = record.at("/userIdentity/accessKeyId").asText();
      if (key.startsWith("ASIA")) {
        askings.add(new Asking("who", Map.of("accessKeyId", key)));
      }
    }
    for (var event : trail.events()) {
      var name = event.at("/detail/requestParameters/roleSessionName").asText();
      if (name.startsWith("pulumi-0000")) {
        deployments.add(name.substring("pulumi-".length()));
      }
    }
    deployments.forEach(id -> askings.add(new Asking("calls", Map.of("deployment", id))));
    for (var number = 0; number < 6; number++) {
      askings.add(new Asking("changes", both("resource", "bucket-" + number)));
    }
    askings.add(new Asking("deployments", ALWAYS));
    askings.add(new Asking("deployments", both("organization", "acme")));
    askings.add(new Asking("denied", ALWAYS));
    return askings;
  }

  private static Map<String, String> both(String name, String value) {
    return Map.of(name, value, "from", "2026-11-19", "to", "2026-11-22");
  }

  private Difference invoked(QueryFunction function, Asking asking, ObjectNode expected) {
    try {
      return compared(asking, function.all(asking.question(), asking.parameters()), expected);
    } catch (SdkException e) {
      failed++;
      return Difference.NONE;
    }
  }

  /// The first page by the function URL. A page may be shorter for a network that is bad.
  private Difference requested(QueryFunction function, Asking asking, QueryFunction sound) {
    var answer = function.get("/" + asking.question(), asking.parameters());
    var expected = sound.get("/" + asking.question(), asking.parameters());
    if (answer.path("statusCode").asInt() == 502) {
      failed++;
      var body = answer.path("body").asText();
      return body.equals("{\"error\":\"AWS did not answer; the function's log says why\"}")
          ? Difference.NONE
          : Difference.wrong(body);
    }
    return body(answer).has("next") ? Difference.NONE : compared(asking, answer, expected);
  }

  private static JsonNode body(JsonNode answer) {
    try {
      return QueryFunction.JSON.readTree(answer.path("body").asText());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Difference compared(Asking asking, JsonNode answer, JsonNode expected) {
    if (answer.equals(expected)) {
      same++;
      return Difference.NONE;
    }
    return Difference.wrong(asking + ": " + answer + "\n  instead of " + expected);
  }

  @Override
  public String toString() {
    return "questions: %d the same answer, %d an error".formatted(same, failed);
  }
}
