package io.deploytrail.integration.drills;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.integration.drills.TakingIn.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A drill: each forged message between two genuine ones, and each poisoned log file between two
/// sound ones. It alone goes back, with its reason on one line, and the tables are those of the
/// genuine ones.
final class ForgedMessagesTest {
  private final List<String> wrong = new ArrayList<>();

  @Test
  void eachIsRefusedAloneWithItsReason() throws Exception {
    var trail = Deliverables.of(Drills.SEED, 6, 4);
    var forged = Forgeries.events(forgeable(trail));
    var notifications = Forgeries.notifications();
    var poison = Poison.files(trail.records());
    var bucket = new HashMap<>(trail.files());
    poison.forEach((name, file) -> bucket.put(Deliverables.key("poison " + name), file));
    try (var engine = DynamoDbLocal.start()) {
      var client = engine.client();
      Tables.create(client);
      assertThat(
              new Deliveries(Drills.random(0), 0)
                  .with(trail)
                  .run(() -> TakingIn.over(client, bucket)))
          .isEqualTo(Difference.NONE);
      var expected = Tables.items(client);
      Tables.drop(client);
      Tables.create(client);

      var events = trail.events().stream().map(ObjectNode::toString).toList();
      deliver(client, bucket, true, events, forged);
      var keys = trail.files().keySet().stream().map(Deliverables::notification).toList();
      deliver(client, bucket, false, keys, notifications);
      var poisonous = new HashMap<String, String>();
      poison
          .keySet()
          .forEach(name ->
              poisonous.put(name, Deliverables.notification(Deliverables.key("poison " + name))));
      deliver(client, bucket, false, keys, poisonous);

      var all = Difference.NONE;
      for (var line : wrong) {
        all = all.and(Difference.wrong(line));
      }
      all = all.and(Difference.between(expected, itemsButOfPoison(client)));
      Drills.tell(
          "forged messages",
          "%d events, %d notifications, %d log files between genuine ones"
              .formatted(forged.size(), notifications.size(), poison.size()),
          all);
      assertThat(all).isEqualTo(Difference.NONE);
    }
  }

  /// Where a session was seen is true of a poisoned file, too.
  private static Set<Map<String, AttributeValue>> itemsButOfPoison(DynamoDbClient client) {
    return Tables.items(client).stream()
        .filter(item ->
            !item.getOrDefault("key", AttributeValue.fromS("")).toString().contains("poison"))
        .collect(toSet());
  }

  /// An event of a session that is in no file.
  private static ObjectNode forgeable(Deliverables trail) {
    var event = trail.events().getFirst().deepCopy();
    var record = event.withObject("/detail").put("eventID", new UUID(66, 6).toString());
    record.withObject("/responseElements/credentials").put("accessKeyId", "ASIAFORGED");
    return event;
  }

  /// Each of them between two genuine messages, and then follow-ups until none is left.
  private void deliver(
      DynamoDbClient client,
      Map<String, byte[]> bucket,
      boolean areEvents,
      List<String> genuine,
      Map<String, String> forged) {
    var functions = TakingIn.over(client, bucket);
    var waiting = new ArrayList<>(genuine);
    var number = 0;
    for (var each : forged.entrySet()) {
      var batch =
          List.of(
              new Message(areEvents, "before", next(waiting, genuine, number)),
              new Message(areEvents, "forged", each.getValue()),
              new Message(areEvents, "after", next(waiting, genuine, ++number)));
      functions.context().lines().clear();
      var back = new TreeSet<>(functions.failures(batch));
      if (!back.equals(new TreeSet<>(List.of("forged")))) {
        wrong.add(each.getKey() + ": " + back + " goes back; " + functions.context().lines());
      } else {
        checkReason(each.getKey(), functions.context().lines());
      }
    }
    while (!waiting.isEmpty()) {
      functions.failures(List.of(new Message(areEvents, "rest", waiting.removeFirst())));
    }
    for (var left = functions.takeFollowUps(); !left.isEmpty(); left = functions.takeFollowUps()) {
      left.forEach(body -> functions.failures(List.of(new Message(false, "follow-up", body))));
    }
  }

  private static String next(List<String> waiting, List<String> genuine, int number) {
    return waiting.isEmpty() ? genuine.get(number % genuine.size()) : waiting.removeFirst();
  }

  private void checkReason(String name, List<String> lines) {
    var reasons = lines.stream().filter(line -> line.contains("message forged ")).toList();
    var isClear =
        reasons.size() == 1
            && reasons.getFirst().matches("message forged (is left|goes back) [^:]*: .*[a-z]{3}.*")
            && reasons.getFirst().length() < 20_000
            && Plain.isFree(reasons.getFirst())
            && IntStream.range(0, reasons.getFirst().length())
                .noneMatch(at -> Character.isISOControl(reasons.getFirst().charAt(at)));
    if (!isClear) {
      wrong.add(name + ": no clear reason in " + reasons + " of " + lines);
    }
  }
}
