package io.deploytrail.integration.drills;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.integration.drills.HostileQuestions.Hostile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A drill: hostile questions, invoked and by URL. Each has an answer that names nothing of what is
/// stored, or an error that says what was expected; soon, and without a word about the program.
final class HostileQuestionsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int LONGEST = 4_000;

  private final List<String> wrong = new ArrayList<>();
  private final TreeMap<String, Integer> kinds = new TreeMap<>();
  private int asked;

  @Test
  void eachHasAClearErrorOrARightAnswer() throws Exception {
    var trail = Deliverables.of(Drills.SEED, 6, 2);
    try (var engine = DynamoDbLocal.start()) {
      var client = engine.client();
      Tables.create(client);
      var deliveries = new Deliveries(Drills.random(0), 0).with(trail);
      assertThat(deliveries.run(() -> TakingIn.over(client, trail.files())))
          .isEqualTo(Difference.NONE);
      var function = QueryFunction.over(client);

      for (var hostile : HostileQuestions.all()) {
        invoked(function, hostile);
        requested(function, hostile);
      }
      for (var event : HostileQuestions.events()) {
        check(event, false, () -> function.invoke(event));
      }
    }
    var all = Difference.NONE;
    for (var line : wrong) {
      all = all.and(Difference.wrong(line));
    }
    Drills.tell("hostile questions", "%d, answered %s".formatted(asked, kinds), all);
    assertThat(all).isEqualTo(Difference.NONE);
    assertThat(asked).isGreaterThan(140);
  }

  private void invoked(QueryFunction function, Hostile hostile) {
    var event = QueryFunction.JSON.createObjectNode();
    hostile.parameters().forEach(event::put);
    event.put("question", hostile.question());
    check("invoked " + hostile, hostile.isAboutNothing(), () -> function.invoke(event));
  }

  private void requested(QueryFunction function, Hostile hostile) {
    check(
        "GET " + hostile,
        hostile.isAboutNothing(),
        () -> function.get("/" + hostile.question(), hostile.parameters()));
  }

  private interface Asking {
    JsonNode ask();
  }

  private void check(String name, boolean isAboutNothing, Asking asking) {
    asked++;
    var start = Instant.now();
    var shown = name.length() > 300 ? name.substring(0, 300) : name;
    try {
      var answer = asking.ask();
      var problem = problem(answer, isAboutNothing);
      if (!problem.isEmpty()) {
        wrong.add(shown + ": " + problem);
      }
    } catch (RuntimeException | StackOverflowError e) {
      wrong.add(shown + ": " + e);
    }
    if (Duration.between(start, Instant.now()).compareTo(SOON) > 0) {
      wrong.add(shown + ": too slow");
    }
  }

  /// What is wrong with an answer; nothing if it is empty.
  private String problem(JsonNode answer, boolean isAboutNothing) {
    var isHttp = answer.has("statusCode");
    var body = isHttp ? parsed(answer.path("body").asText()) : answer;
    var status = isHttp ? answer.path("statusCode").asInt() : body.has("error") ? 400 : 200;
    kinds.merge(
        isHttp ? "HTTP " + status : status == 200 ? "an answer" : "an error", 1, Integer::sum);
    if (!Set.of(200, 400, 404, 405).contains(status)) {
      return "status " + status;
    }
    if (status == 200) {
      var isFound =
          !body.path("items").isEmpty() || !body.path("verdict").asText("NONE").equals("NONE");
      return body.has("error") || !body.isObject() || (isAboutNothing && isFound)
          ? "an answer that is none: " + body
          : "";
    }
    var error = body.path("error").asText();
    return error.isBlank() || error.length() > LONGEST || !Plain.isFree(error)
        ? "an unclear error: " + error.substring(0, Math.min(300, error.length()))
        : "";
  }

  private static JsonNode parsed(String body) {
    try {
      return QueryFunction.JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + body, e);
    }
  }
}
