package io.deploytrail.cli.redrive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// A queue of dead letters, and the function that takes their bodies, or what is in these.
///
/// A message is deleted only when the function has handled it, and a function may handle it any
/// number of times: so a run that ends early is simply started again. Bodies may hold session
/// tokens and are never shown.
final class DeadLetters {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The most that one request brings.
  private static final int BATCH = 10;

  /// In seconds: as long as the slowest function takes for a batch.
  private static final int HIDDEN = 3600;

  private static final int WAIT = 2;
  private static final String ALIAS = "live";

  private final SqsClient queues;
  private final LambdaClient functions;
  private final String url;
  private final String function;
  private final Optional<String> source;
  private final Payload payload;
  private final Set<String> left = new HashSet<>();

  /// What of a message's body the function takes; nothing, if somebody else wrote it.
  interface Payload {
    /// All of it: what another queue, or a rule, could not hand over.
    Payload WHOLE = Optional::of;

    /// The event of an invocation that Lambda gave up on: `{"requestContext":…,"requestPayload":…}`
    /// ("Capturing records of Lambda asynchronous invocations", AWS Lambda Developer Guide).
    Payload OF_INVOCATION = DeadLetters::requestPayload;

    Optional<String> in(String body);
  }

  /// `source` is the end of the ARN of the queue from which alone messages may have come, where
  /// anybody else may send some as well.
  DeadLetters(
      SqsClient queues,
      LambdaClient functions,
      String url,
      String function,
      Optional<String> source,
      Payload payload) {
    this.queues = requireNonNull(queues, "queues");
    this.functions = requireNonNull(functions, "functions");
    this.url = requireNonNull(url, "url");
    this.function = requireNonNull(function, "function");
    this.source = requireNonNull(source, "source");
    this.payload = requireNonNull(payload, "payload");
  }

  /// What became of the messages of a queue, each counted once.
  record Redriven(String queue, int handled, int left) {}

  /// What happens on the way: how many were handled, and which message was left for which reason.
  interface Listener {
    void handled(int messages);

    void left(String message, String reason);
  }

  /// Sends through what is there now; whatever a function refuses is left where it is.
  Redriven redrive(Listener listener) {
    var handled = 0;
    for (var messages = receive(); !messages.isEmpty(); messages = receive()) {
      for (var message : messages) {
        if (left.contains(message.messageId())) {
          continue;
        }
        if (isDone(message, listener::left)) {
          queues.deleteMessage(
              request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
          listener.handled(++handled);
        } else {
          left.add(message.messageId());
        }
      }
    }
    return new Redriven(url.substring(url.lastIndexOf('/') + 1), handled, left.size());
  }

  private List<Message> receive() {
    return queues
        .receiveMessage(request ->
            request
                .queueUrl(url)
                .maxNumberOfMessages(BATCH)
                .visibilityTimeout(HIDDEN)
                .waitTimeSeconds(WAIT)
                .messageSystemAttributeNames(
                    MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN))
        .messages();
  }

  private boolean isDone(Message message, BiConsumer<String, String> leaving) {
    var from =
        message
            .attributes()
            .getOrDefault(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, "");
    if (source.isPresent() && !from.endsWith(source.get())) {
      leaving.accept(
          message.messageId(),
          "it came from %s, not from the queue that the rule fills: find out who sent it"
              .formatted(from.isEmpty() ? "nobody who is named" : from));
      return false;
    }
    var failure =
        payload
            .in(message.body())
            .map(this::failure)
            .orElse(Optional.of("it is not what Lambda leaves of an invocation that failed"));
    failure.ifPresent(reason -> leaving.accept(message.messageId(), reason));
    return failure.isEmpty();
  }

  /// Why the function has not handled it. Lambda takes JSON alone, and what it refuses so, no other
  /// message has to wait for.
  private Optional<String> failure(String body) {
    try {
      var answer =
          functions.invoke(request ->
              request
                  .functionName(function)
                  .qualifier(ALIAS)
                  .payload(SdkBytes.fromUtf8String(body)));
      return answer.functionError() == null
          ? Optional.empty()
          : Optional.of(reason(answer.payload().asUtf8String()));
    } catch (InvalidRequestContentException | RequestTooLargeException refused) {
      return Optional.of("no function takes it: " + refused.getMessage());
    }
  }

  private static Optional<String> requestPayload(String body) {
    try {
      var payload = JSON.readTree(body).path("requestPayload");
      return payload.isObject() ? Optional.of(payload.toString()) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /// Lambda's own account of a failure: `{"errorMessage":…,"errorType":…,"stackTrace":[…]}`.
  private static String reason(String failure) {
    try {
      return JSON.readTree(failure).path("errorMessage").asText("it says no reason");
    } catch (JsonProcessingException e) {
      return "it failed without a reason that could be read";
    }
  }
}
