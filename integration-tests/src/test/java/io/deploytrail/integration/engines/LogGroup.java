package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// A log group of MiniStack, into which lines are written as CloudTrail does; by signed requests,
/// as there is no other need of CloudWatch Logs' client.
record LogGroup(MiniStack engine, String name) {
  LogGroup {
    requireNonNull(engine, "engine");
    requireNonNull(name, "name");
  }

  /// Writes them into a stream of their own.
  void write(List<String> lines) {
    var request =
        JsonNodeFactory.instance
            .objectNode()
            .put("logGroupName", name)
            .put("logStreamName", "111122223333_CloudTrail_us-east-1_" + UUID.randomUUID());
    send("CreateLogStream", request);
    var events = request.putArray("logEvents");
    for (var line : lines) {
      events.addObject().put("timestamp", System.currentTimeMillis()).put("message", line);
    }
    send("PutLogEvents", request);
  }

  private void send(String operation, JsonNode input) {
    var body = input.toString().getBytes(UTF_8);
    var signed = signed(operation, body);
    var request = HttpRequest.newBuilder(signed.getUri()).POST(BodyPublishers.ofByteArray(body));
    signed.forEachHeader((header, values) -> {
      if (!header.equalsIgnoreCase("Host")) {
        values.forEach(value -> request.header(header, value));
      }
    });
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while log events were written", e);
    }
  }

  private SdkHttpRequest signed(String operation, byte[] body) {
    var request =
        SdkHttpRequest.builder()
            .uri(engine.endpoint())
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "Logs_20140328." + operation)
            .build();
    return AwsV4HttpSigner.create()
        .sign(signing ->
            signing
                .identity(MiniStack.ROOT)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "logs")
                .putProperty(AwsV4HttpSigner.REGION_NAME, MiniStack.REGION.id()))
        .request();
  }
}
