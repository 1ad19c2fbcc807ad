package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.SimulatedTime;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/// One Region's event history: pages of 50, newest first. Each request takes a little of a
/// simulated time, and some fail.
public final class FakeEventHistory implements CloudTrailClient {
  private static final RecordReader READER = new RecordReader();
  private static final int PAGE = 50;
  private static final Duration LATENCY = Duration.ofMillis(200);

  private final List<ObjectNode> records;
  private final SimulatedTime time;
  private final IntPredicate fails;
  private final List<Instant> begun = new ArrayList<>();
  private int keysAsked;

  /// `fails` by the number of the request, from 1.
  public FakeEventHistory(List<ObjectNode> records, SimulatedTime time, IntPredicate fails) {
    this.records =
        records.stream().sorted(Comparator.comparing(FakeEventHistory::time).reversed()).toList();
    this.time = time;
    this.fails = fails;
  }

  /// When each request began.
  public List<Instant> begun() {
    return List.copyOf(begun);
  }

  /// How many requests asked for an access key.
  public int keysAsked() {
    return keysAsked;
  }

  @Override
  public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
    begun.add(time.instant());
    time.pass(LATENCY);
    if (fails.test(begun.size())) {
      throw SdkClientException.create("the connection broke");
    }
    var wanted = request.lookupAttributes().getFirst();
    keysAsked += wanted.attributeKey() == LookupAttributeKey.ACCESS_KEY_ID ? 1 : 0;
    var start = Optional.ofNullable(request.startTime()).orElse(Instant.MIN);
    var end = Optional.ofNullable(request.endTime()).orElse(Instant.MAX);
    var found =
        records.stream()
            .filter(
                record -> values(record, wanted.attributeKey()).contains(wanted.attributeValue()))
            .filter(record -> !time(record).isBefore(start))
            .filter(record -> !time(record).isAfter(end))
            .toList();
    var from = Optional.ofNullable(request.nextToken()).map(Integer::parseInt).orElse(0);
    var to = Math.min(from + PAGE, found.size());
    var response = LookupEventsResponse.builder();
    response.events(found.subList(from, to).stream().map(FakeEventHistory::event).toList());
    return response.nextToken(to < found.size() ? Integer.toString(to) : null).build();
  }

  /// By what LookupEvents finds a record.
  public static List<String> values(ObjectNode record, LookupAttributeKey key) {
    return switch (key) {
      case EVENT_ID -> List.of(record.path("eventID").asText());
      case EVENT_NAME -> List.of(record.path("eventName").asText());
      case ACCESS_KEY_ID -> List.of(record.at("/userIdentity/accessKeyId").asText());
      case RESOURCE_NAME -> resources(record);
      default -> throw new IllegalArgumentException("not asked for: " + key);
    };
  }

  private static List<String> resources(ObjectNode record) {
    var json = MadeUpOrganization.bytes(record);
    return READER.read(json).record() instanceof Call call
        ? List.copyOf(READER.activity(call, json, 0, json.length).resources())
        : List.of();
  }

  private static Instant time(ObjectNode record) {
    return Instant.parse(record.path("eventTime").asText());
  }

  private static Event event(ObjectNode record) {
    return Event.builder()
        .eventId(record.path("eventID").asText())
        .eventTime(time(record))
        .cloudTrailEvent(new String(MadeUpOrganization.bytes(record), UTF_8))
        .build();
  }

  @Override
  public String serviceName() {
    return "cloudtrail";
  }

  @Override
  public void close() {}
}
