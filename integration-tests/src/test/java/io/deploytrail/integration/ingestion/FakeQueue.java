package io.deploytrail.integration.ingestion;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// A queue that keeps what is sent to it.
public record FakeQueue(List<SendMessageRequest> sent) implements SqsClient {
  public FakeQueue() {
    this(new ArrayList<>());
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    sent.add(request);
    return SendMessageResponse.builder().messageId("message-" + sent.size()).build();
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {}
}
