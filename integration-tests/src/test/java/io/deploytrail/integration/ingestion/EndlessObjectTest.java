package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.corpus.RecordingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Objects that take long or never end, beside some that do not: they alone go back to the queue.
final class EndlessObjectTest {
  private static final byte[] SMALL = IngestLogsTest.smallFile();

  private final AtomicInteger left = new AtomicInteger(300_000);
  private final RecordingContext context = new RecordingContext(left::get);
  private final Ingester ingester = Ingester.of(FakeDynamoDb.keeping(), new Streams(this::content));

  /// A bucket whose objects are streams.
  private record Streams(Function<String, InputStream> contents) implements S3Client {
    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
      return new ResponseInputStream<>(
          GetObjectResponse.builder().build(),
          AbortableInputStream.create(contents.apply(request.key())));
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  /// A file with nothing in it but room, of which each buffer takes a second.
  private final class SlowStream extends InputStream {
    private final Deque<String> parts = new ArrayDeque<>(List.of("{\"Records\":[", "]}"));
    private int seconds;

    SlowStream(int seconds) {
      this.seconds = seconds;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read by buffers only");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left.get() < 0) {
        throw new AssertionError("Lambda has ended the function");
      }
      if (parts.size() == 1 && seconds > 0) {
        seconds--;
        left.addAndGet(-1_000);
        Arrays.fill(target, offset, offset + length, (byte) ' ');
        return length;
      }
      if (parts.isEmpty()) {
        return -1;
      }
      var part = parts.pop().getBytes(UTF_8);
      System.arraycopy(part, 0, target, offset, part.length);
      return part.length;
    }
  }

  private InputStream content(String key) {
    if (key.contains("endless")) {
      return new SlowStream(Integer.MAX_VALUE);
    }
    if (key.contains("thirty")) {
      return new SlowStream(30);
    }
    return key.contains("slow") ? new SlowStream(200) : new ByteArrayInputStream(SMALL);
  }

  private static String message(String... names) {
    var message = new ObjectMapper().createObjectNode().put("s3Bucket", "trail");
    var keys = message.putArray("s3ObjectKey");
    for (var name : names) {
      keys.add("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/" + name + ".json.gz");
    }
    return message.toString();
  }

  private long takenIn() {
    return context.lines().stream().filter(line -> line.contains("2 records")).count();
  }

  @Test
  void anEndlessObjectGoesBackAloneAndTheOthersAreTakenIn() {
    assertThat(
            ingester.failures(
                context, message("a"), message("endless"), message("b"), message("c")))
        .containsExactly("message-2");

    assertThat(takenIn()).isEqualTo(3);
    assertThat(context.lines().get(1))
        .contains("message-2 goes back to the queue", "endless", "its time is up");
    assertThat(left.get()).isPositive();
  }

  @Test
  void anEndlessObjectAmongTheKeysOfOneMessageKeepsNoOtherFromBeingTakenIn() {
    assertThat(ingester.failures(context, message("endless", "a", "b"), message("c")))
        .containsExactly("message-1");

    assertThat(ingester.sessions().ofEvent(rootEvent())).isPresent();
    assertThat(left.get()).isPositive();
    assertThat(context.lines())
        .anySatisfy(line -> assertThat(line).contains("goes back", "endless"));
  }

  private static String rootEvent() {
    return MadeUpOrganization.records(1, 4).stream()
        .filter(record -> record.path("eventName").asText().equals("AssumeRoleWithWebIdentity"))
        .findFirst()
        .orElseThrow()
        .path("eventID")
        .asText();
  }

  @Test
  void aSlowObjectGoesBackAndHasAllTheTimeThatTheOthersLeaveOfALaterRun() throws IOException {
    assertThat(ingester.failures(context, message("slow"), message("a")))
        .containsExactly("message-1");

    left.set(300_000);
    var batch = new ObjectMapper().createObjectNode();
    var messages = batch.putArray("Records");
    var again = messages.addObject().put("messageId", "again").put("body", message("slow"));
    again.putObject("attributes").put("ApproximateReceiveCount", "2");
    messages.addObject().put("messageId", "new").put("body", message("b"));

    var answer = ingester.invoke(batch, context);

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(context.lines()).last().asString().contains("message again: ", "slow");
  }

  @Test
  void longObjectsAreTakenInOneAfterAnotherAsFarAsTheTimeGoes() {
    var long10 = IntStream.range(0, 10).mapToObj(number -> message("thirty" + number));

    assertThat(ingester.failures(context, long10.toArray(String[]::new)))
        .containsExactly("message-8", "message-9");
    assertThat(ingester.queue().sent().getLast().messageBody()).isEqualTo(message("thirty9"));
  }

  @Test
  void anEndlessObjectAloneGoesBackBeforeTheFunctionEnds() {
    assertThat(ingester.failures(context, message("endless"))).containsExactly("message-1");
    assertThat(left.get()).isPositive();
  }

  @Test
  void anEndlessObjectOfABatchOfKeysFailsTheRunByName() {
    assertThatThrownBy(() ->
            ingester.invoke(
                new ObjectMapper().readTree(message("endless", "a").getBytes(UTF_8)), context))
        .hasMessageContaining("endless")
        .hasMessageContaining("its time is up");
    assertThat(left.get()).isPositive();
  }
}
