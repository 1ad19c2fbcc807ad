package io.deploytrail.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/// One Region's event history: pages of 50, newest first, by event name or access key. Each request
/// takes a little of a simulated time, and some fail.
final class FakeEventHistory implements CloudTrailClient {
  private static final int PAGE = 50;
  private static final Duration LATENCY = Duration.ofMillis(200);

  private final List<ObjectNode> records;
  private final SimulatedTime time;
  private final IntPredicate fails;
  private final List<Instant> begun = new ArrayList<>();
  private int keysAsked;

  /// `fails` by the number of the request, from 1.
  FakeEventHistory(List<ObjectNode> records, SimulatedTime time, IntPredicate fails) {
    this.records =
        records.stream().sorted(Comparator.comparing(FakeEventHistory::time).reversed()).toList();
    this.time = time;
    this.fails = fails;
  }

  /// When each request began.
  List<Instant> begun() {
    return List.copyOf(begun);
  }

  /// How many requests asked for an access key.
  int keysAsked() {
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
    var path =
        switch (wanted.attributeKey()) {
          case EVENT_NAME -> "/eventName";
          case ACCESS_KEY_ID -> "/userIdentity/accessKeyId";
          default -> throw new IllegalArgumentException("not asked for: " + wanted);
        };
    keysAsked += path.equals("/eventName") ? 0 : 1;
    var found =
        records.stream()
            .filter(record -> record.at(path).asText().equals(wanted.attributeValue()))
            .filter(record -> !time(record).isBefore(request.startTime()))
            .filter(record -> !time(record).isAfter(request.endTime()))
            .toList();
    var from = Optional.ofNullable(request.nextToken()).map(Integer::parseInt).orElse(0);
    var to = Math.min(from + PAGE, found.size());
    var response = LookupEventsResponse.builder();
    response.events(found.subList(from, to).stream().map(FakeEventHistory::event).toList());
    return response.nextToken(to < found.size() ? Integer.toString(to) : null).build();
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
