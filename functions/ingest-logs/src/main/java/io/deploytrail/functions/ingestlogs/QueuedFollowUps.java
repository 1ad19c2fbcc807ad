package io.deploytrail.functions.ingestlogs;

import static java.util.Objects.requireNonNull;

import io.deploytrail.ingestion.FollowUp;
import io.deploytrail.ingestion.FollowUps;
import java.time.Duration;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Follow-ups as messages in the function's own queue.
///
/// The search for callers waits, because it relies on indexes that follow the table within about a
/// second, and because most calls of a session come in files of the same minutes, which then need
/// no second reading for having come a moment earlier.
final class QueuedFollowUps implements FollowUps {
  private static final Duration DELAY = Duration.ofMinutes(2);

  /// A session takes at most some 2 KB, and a message 256 KB.
  private static final int MOST_SESSIONS = 100;

  private final SqsClient client;
  private final String queueUrl;

  QueuedFollowUps(SqsClient client, String queueUrl) {
    this.client = requireNonNull(client, "client");
    this.queueUrl = requireNonNull(queueUrl, "queueUrl");
  }

  @Override
  public void add(FollowUp followUp) {
    switch (followUp) {
      case FollowUp.Callers(var sessions, var except, var hops) ->
          parts(sessions.size())
              .mapToObj(from ->
                  new FollowUp.Callers(
                      sessions.subList(from, end(from, sessions.size())), except, hops))
              .forEach(part -> send(part, DELAY));
      case FollowUp.Reread(var object, var sessions, var hops) ->
          parts(sessions.size())
              .mapToObj(from ->
                  new FollowUp.Reread(
                      object, sessions.subList(from, end(from, sessions.size())), hops))
              .forEach(part -> send(part, Duration.ZERO));
    }
  }

  private static IntStream parts(int size) {
    return IntStream.iterate(0, from -> from < size, from -> from + MOST_SESSIONS);
  }

  private static int end(int from, int size) {
    return Math.min(from + MOST_SESSIONS, size);
  }

  private void send(FollowUp followUp, Duration delay) {
    client.sendMessage(request ->
        request
            .queueUrl(queueUrl)
            .delaySeconds(Math.toIntExact(delay.toSeconds()))
            .messageBody(FollowUpMessage.write(followUp)));
  }
}
