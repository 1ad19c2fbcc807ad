package io.deploytrail.integration.engines;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// An SQS queue that a test empties.
record Queue(SqsClient client, String url) {
  /// How long SQS lets a receiver wait at most.
  private static final int PATIENTLY = 20;

  private static final int BRIEFLY = 1;

  static Queue create(SqsClient client, String name) {
    return new Queue(client, client.createQueue(queue -> queue.queueName(name)).queueUrl());
  }

  String arn() {
    var attributes =
        client
            .getQueueAttributes(
                wanted -> wanted.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes();
    return requireNonNull(attributes.get(QueueAttributeName.QUEUE_ARN), "QueueArn");
  }

  /// Hands over batches until no message is left, and deletes each that was taken without an
  /// exception; there must be that many messages at least.
  void drain(int least, Consumer<List<Message>> taker) {
    var taken = 0;
    while (true) {
      var batch = receive(taken < least ? PATIENTLY : BRIEFLY);
      if (batch.isEmpty()) {
        assertThat(taken).as("messages in " + url).isGreaterThanOrEqualTo(least);
        return;
      }
      taker.accept(batch);
      batch.forEach(this::delete);
      taken += batch.size();
    }
  }

  private List<Message> receive(int seconds) {
    return client
        .receiveMessage(
            receive -> receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(seconds))
        .messages();
  }

  private void delete(Message message) {
    client.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
  }
}
