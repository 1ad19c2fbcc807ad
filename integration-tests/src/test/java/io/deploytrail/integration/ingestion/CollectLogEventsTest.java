package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.functions.collectlogevents.CollectLogEventsHandler;
import io.deploytrail.ingestion.LogEvents;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.ingestion.UnreadableBatchException;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.metrics.Meter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The function collect-log-events over fakes, and what ingest-logs makes of its files.
final class CollectLogEventsTest {
  private static final String FOLDER = "collect-log-events";
  private static final String BUCKET = "acme-log-events";
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Map<String, byte[]> objects = new TreeMap<>();
  private final List<String> messages = new ArrayList<>();
  private final List<String> metrics = new ArrayList<>();
  private final RecordingContext context = new RecordingContext();

  /// A bucket that keeps what is put into it, but for some keys, which it refuses.
  private record KeepingBucket(Map<String, byte[]> objects, Predicate<String> isRefused)
      implements S3Client {
    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      if (isRefused.test(request.key())) {
        throw S3Exception.builder().statusCode(503).message("Please reduce your rate").build();
      }
      assertThat(request.bucket()).isEqualTo(BUCKET);
      try (var content = body.contentStreamProvider().newStream()) {
        objects.put(request.key(), content.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return PutObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  private CollectLogEventsHandler handler(Predicate<String> isRefused) {
    return new CollectLogEventsHandler(
        new KeepingBucket(objects, isRefused),
        BUCKET,
        "us-east-1",
        messages::add,
        new Meter("deploytrail", Clock.fixed(NOW, UTC), metrics::add));
  }

  private String collect(List<String> lines) {
    var event = LogEvents.event(LogEvents.batch(lines)).toString().getBytes(UTF_8);
    return Corpus.invoke(handler(_ -> false), event, context).path("outcome").asText();
  }

  static Stream<String> events() {
    return Corpus.names(FOLDER).stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void eventHasTheExpectedOutcome(String name) {
    var outcome =
        Corpus.invoke(handler(_ -> false), Corpus.input(FOLDER, name), new RecordingContext());

    assertThat(outcome).isEqualTo(Corpus.expected(FOLDER, name));
  }

  @Test
  void everyEventHasItsExpectedTwin() {
    assertThat(Corpus.names("expected/" + FOLDER)).isEqualTo(Corpus.names(FOLDER));
  }

  private static List<String> texts(List<ObjectNode> records) {
    return records.stream().map(ObjectNode::toString).toList();
  }

  /// In batches of ten, the later half first, and the first batch twice.
  @Test
  void theIndexesEndAsTheyDoWithATrailsOwnFiles() {
    var trail = MadeUpOrganization.records(5, 12);
    var later = trail.subList(trail.size() / 2, trail.size());
    var inOrder = new ArrayList<>(texts(later));
    inOrder.addAll(texts(trail.subList(0, trail.size() / 2)));
    inOrder.addAll(texts(later.subList(0, 10)));
    for (var at = 0; at < inOrder.size(); at += 10) {
      collect(inOrder.subList(at, Math.min(at + 10, inOrder.size())));
    }

    var ofEvents = Ingester.of(FakeDynamoDb.keeping(), new FakeBucket(this::object), messages::add);
    var ofFile =
        Ingester.of(
            FakeDynamoDb.keeping(), new FakeBucket(_ -> MadeUpOrganization.file(trail)), _ -> {});
    takeIn(ofEvents, messages);
    takeIn(ofFile, messages.subList(0, 1));

    assertThat(calls(ofFile)).hasSizeGreaterThan(50);
    assertThat(calls(ofEvents)).isEqualTo(calls(ofFile));
  }

  private byte[] object(String key) {
    return Optional.ofNullable(objects.get(key)).orElseThrow();
  }

  /// All but how far files were taken in, of which each way has its own idea.
  private static Set<Map<String, AttributeValue>> calls(Ingester ingester) {
    return ingester.dynamo().items("CallsTable").stream()
        .filter(item -> !item.containsKey("upTo"))
        .collect(toSet());
  }

  /// And what it leaves itself, until nothing is left.
  private void takeIn(Ingester ingester, List<String> notifications) {
    var waiting = new ArrayList<>(notifications);
    while (!waiting.isEmpty()) {
      assertThat(ingester.failures(context, waiting.toArray(String[]::new)))
          .as(context.lines().toString())
          .isEmpty();
      waiting.clear();
      ingester.queue().sent().forEach(sent -> waiting.add(sent.messageBody()));
      ingester.queue().sent().clear();
    }
  }

  @Test
  void eachObjectIsNamedToTheQueueAfterItIsWritten() {
    var event = Corpus.input(FOLDER, "02-several-accounts.json");

    assertThatThrownBy(
            () -> Corpus.invoke(handler(key -> key.contains("444455556666")), event, context))
        .isInstanceOf(S3Exception.class);
    assertThat(objects).hasSize(1);
    assertThat(messages)
        .singleElement()
        .isEqualTo(
            "{\"s3Bucket\":\"%s\",\"s3ObjectKey\":\"%s\"}"
                .formatted(BUCKET, objects.keySet().iterator().next()));

    Corpus.invoke(handler(_ -> false), event, context);

    assertThat(objects).hasSize(2);
    assertThat(messages).hasSize(3).allMatch(message -> message.contains("/CloudTrail/"));
  }

  @Test
  void whatCannotBeReadFailsAfterTheOthersAreWrittenAndIsToldAndCounted() {
    var records = texts(MadeUpOrganization.records(1, 1));
    var lines = new ArrayList<>(records);
    lines.add(1, "{\"sessionToken\":\"" + MadeUpOrganization.TOKEN);

    assertThatThrownBy(() -> collect(lines))
        .isInstanceOf(UnreadableBatchException.class)
        .hasMessageStartingWith("1 of %d log events cannot be read; ".formatted(lines.size()));

    // Of two accounts.
    assertThat(objects).hasSize(2);
    assertThat(messages).hasSize(2);
    assertThat(objects.values().stream().mapToInt(object -> records(object)).sum())
        .isEqualTo(records.size());
    assertThat(context.lines())
        .singleElement()
        .asString()
        .matches("log event \\d{56} cannot be read: a record was expected, .+")
        .doesNotContain(MadeUpOrganization.TOKEN);
    assertThat(metrics).singleElement().asString().contains("\"RecordsRefused\":1");
  }

  @Test
  void whatIsNoBatchFailsAndIsCounted() {
    assertThatThrownBy(
            () -> Corpus.invoke(handler(_ -> false), "{\"awslogs\":{}}".getBytes(UTF_8), context))
        .isInstanceOf(UnreadableBatchException.class);

    assertThat(metrics).singleElement().asString().contains("\"RecordsRefused\":1");
  }

  @Test
  void tokensAreNeitherWrittenNorLogged() {
    collect(texts(MadeUpOrganization.records(2, 4)));

    assertThat(texts(MadeUpOrganization.records(2, 4)).toString())
        .contains(MadeUpOrganization.TOKEN);
    assertThat(objects.values())
        .isNotEmpty()
        .allSatisfy(
            content -> assertThat(unpacked(content)).doesNotContain(MadeUpOrganization.TOKEN));
    assertThat(context.lines() + messages.toString()).doesNotContain(MadeUpOrganization.TOKEN);
  }

  private static int records(byte[] content) {
    return Corpus.json(unpacked(content).getBytes(UTF_8)).path("Records").size();
  }

  private static String unpacked(byte[] content) {
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
