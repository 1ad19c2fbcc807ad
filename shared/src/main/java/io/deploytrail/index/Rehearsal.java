package io.deploytrail.index;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// What a function goes through before SnapStart takes the snapshot of its process, so that a
/// restored one has loaded and compiled what its first event needs.
///
/// Each request of a rehearsal has a connection of its own: a restored function has none, and
/// opening one is most of what its first event waits for. What a rehearsal puts, DynamoDB refuses:
/// nothing is stored.
public final class Rehearsal implements ExecutionInterceptor {
  /// From here on, more rounds make the first answer no faster (docs/performance.md).
  private static final int ROUNDS = 30;

  /// What no item fulfils.
  private static final String NEVER =
      " AND attribute_exists(accessKeyId) AND attribute_not_exists(accessKeyId)";

  private volatile boolean isRunning;

  /// A client with the Region and the credentials of the environment, which can be rehearsed.
  public DynamoDbClient client() {
    return DynamoDbClient.builder()
        .overrideConfiguration(requests -> requests.addExecutionInterceptor(this))
        .build();
  }

  /// Runs the rounds; what fails in one is thrown.
  public void run(Runnable round) {
    isRunning = true;
    try {
      for (var number = 0; number < ROUNDS; number++) {
        round.run();
      }
    } finally {
      isRunning = false;
    }
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest request, ExecutionAttributes attributes) {
    return isRunning && request.request() instanceof PutItemRequest put
        ? put.toBuilder().conditionExpression("(" + put.conditionExpression() + ")" + NEVER).build()
        : request.request();
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest request, ExecutionAttributes attributes) {
    return isRunning
        ? request.httpRequest().toBuilder().putHeader("Connection", "close").build()
        : request.httpRequest();
  }
}
