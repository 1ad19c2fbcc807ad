package io.deploytrail.integration.drills;

import io.deploytrail.aws.UnwrittenItemsException;
import io.deploytrail.integration.drills.TakingIn.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// The queues before the two functions: batches in any order, and a message comes again until it is
/// done, at times even after.
final class Deliveries {
  /// Then a message is lost. SQS hands it to the dead letters, from where it is sent again.
  private static final int MOST_TIMES = 200;

  private final Random random;
  private final List<Message> waiting = new ArrayList<>();
  private final Map<String, Integer> times = new HashMap<>();
  private final double again;
  private int delivered;
  private int failed;

  /// `again` is the share of what was done that comes again nevertheless.
  Deliveries(Random random, double again) {
    this.random = random;
    this.again = again;
  }

  Deliveries with(Deliverables trail) {
    trail.events().forEach(event -> add(true, event.toString()));
    trail.files().keySet().forEach(key -> add(false, Deliverables.notification(key)));
    return this;
  }

  Deliveries add(boolean isEvent, String body) {
    waiting.add(new Message(isEvent, "message-" + times.size(), body));
    times.put("message-" + times.size(), 0);
    return this;
  }

  /// How many messages were handed out.
  int delivered() {
    return delivered;
  }

  /// How many of them came back.
  int failed() {
    return failed;
  }

  /// Hands out messages until none is left, to an instance that is replaced by another whenever it
  /// dies. Says which were given up.
  Difference run(Supplier<TakingIn> instances) {
    var lost = Difference.NONE;
    var instance = instances.get();
    while (!waiting.isEmpty()) {
      var batch = batch();
      var back = new HashSet<String>();
      var isDead = false;
      try {
        back.addAll(instance.failures(batch));
      } catch (SdkException | UnwrittenItemsException e) {
        back.addAll(ids(batch));
      } catch (Killed | IllegalStateException e) {
        if (!Killed.isReasonOf(e)) {
          throw e;
        }
        back.addAll(ids(batch));
        isDead = true;
      }
      instance.takeFollowUps().forEach(followUp -> add(false, followUp));
      instance = isDead ? instances.get() : instance;
      lost = lost.and(handedBack(batch, back));
    }
    return lost;
  }

  private static Set<String> ids(List<Message> batch) {
    var ids = new HashSet<String>();
    batch.forEach(message -> ids.add(message.id()));
    return ids;
  }

  private List<Message> batch() {
    var first = waiting.get(random.nextInt(waiting.size()));
    var batch = new ArrayList<Message>();
    var size = 1 + random.nextInt(10);
    var from = random.nextInt(waiting.size());
    for (var number = 0; number < waiting.size() && batch.size() < size; number++) {
      var message = waiting.get((from + number) % waiting.size());
      if (message.isEvent() == first.isEvent()) {
        batch.add(message);
      }
    }
    waiting.removeAll(batch);
    return batch;
  }

  private Difference handedBack(List<Message> batch, Set<String> back) {
    var lost = Difference.NONE;
    for (var message : batch) {
      delivered++;
      var isBack = back.contains(message.id());
      failed += isBack ? 1 : 0;
      if (isBack && times.merge(message.id(), 1, Integer::sum) > MOST_TIMES) {
        lost = lost.and(Difference.lost(message.body()));
      } else if (isBack || random.nextDouble() < again) {
        waiting.add(message);
      }
    }
    return lost;
  }
}
