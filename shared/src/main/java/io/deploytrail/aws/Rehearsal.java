package io.deploytrail.aws;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// What a function goes through before SnapStart takes the snapshot of its process, so that a
/// restored one has loaded and compiled what its first event needs.
///
/// Each request of a rehearsal has a connection of its own, and none is left open: a restored
/// function has none, and opening one is most of what its first event waits for. What a rehearsal
/// puts, DynamoDB refuses: nothing is stored. After a first round that takes DynamoDB's answers as
/// they are, each answer is replaced by a made-up one, which says what the first event will hear.
public final class Rehearsal implements ExecutionInterceptor {
  /// From here on, more rounds make the first answer no faster (docs/performance.md).
  private static final int ROUNDS = 30;

  /// What no item fulfils.
  private static final String NEVER =
      " AND attribute_exists(accessKeyId) AND attribute_not_exists(accessKeyId)";

  /// A new role's permissions are known everywhere after some seconds.
  private static final int TRIES = 6;

  private final Duration pause;
  private volatile boolean isRunning;
  private volatile Optional<byte[]> madeUp = Optional.empty();

  public Rehearsal() {
    this(Duration.ofSeconds(5));
  }

  /// `pause` is between two tries of what is refused.
  public Rehearsal(Duration pause) {
    this.pause = requireNonNull(pause, "pause");
  }

  /// Goes through all of a rehearsal, and says what it failed of, if it did: the first event then
  /// takes longer, and no deployment fails for it. What IAM refuses is tried again.
  public Optional<String> attempt(Runnable everything) {
    for (var tries = 1; true; tries++) {
      try {
        everything.run();
        return Optional.empty();
      } catch (RuntimeException e) {
        if (tries == TRIES || !isRefusal(e) || !waited()) {
          return Optional.of(e.toString());
        }
      }
    }
  }

  private static boolean isRefusal(RuntimeException e) {
    return e instanceof AwsServiceException refusal
        && refusal.awsErrorDetails() != null
        && String.valueOf(refusal.awsErrorDetails().errorCode()).startsWith("AccessDenied");
  }

  private boolean waited() {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// A client with the Region and the credentials of the environment, which can be rehearsed.
  public DynamoDbClient client() {
    return DynamoDbClient.builder()
        .overrideConfiguration(requests -> requests.addExecutionInterceptor(this))
        .build();
  }

  /// Runs something as often as pays; what fails is thrown. `answer` is the JSON that DynamoDB is
  /// made to say.
  public void often(Runnable round, String answer) {
    once(round);
    madeUp = Optional.of(answer.getBytes(StandardCharsets.UTF_8));
    try {
      for (var number = 1; number < ROUNDS; number++) {
        fetchCredentials();
        once(round);
      }
    } finally {
      madeUp = Optional.empty();
    }
  }

  /// Runs something that AWS takes seldom; what fails is thrown.
  public void once(Runnable round) {
    isRunning = true;
    try {
      round.run();
    } finally {
      isRunning = false;
    }
  }

  /// Gets new credentials, as the first request after a restoration does: those of the snapshot
  /// have expired.
  private static void fetchCredentials() {
    try (var provider = DefaultCredentialsProvider.builder().build()) {
      provider.resolveCredentials();
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

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse response, ExecutionAttributes attributes) {
    return madeUp
        .map(answer ->
            response.httpResponse().toBuilder()
                .statusCode(200)
                .putHeader("x-amz-crc32", checksum(answer))
                .build())
        .orElse(response.httpResponse());
  }

  private static String checksum(byte[] answer) {
    var checksum = new CRC32();
    checksum.update(answer);
    return Long.toString(checksum.getValue());
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse response, ExecutionAttributes attributes) {
    return madeUp
        .<InputStream>map(answer -> {
          response.responseBody().ifPresent(Rehearsal::finish);
          return new ByteArrayInputStream(answer);
        })
        .or(response::responseBody);
  }

  /// Only a body that is read to its end frees its connection.
  private static void finish(InputStream body) {
    try (body) {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
