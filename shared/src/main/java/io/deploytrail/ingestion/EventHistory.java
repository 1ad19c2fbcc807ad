package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/// One Region's event history, asked no faster than it answers and no longer than there is time.
///
/// `problems` takes what of it cannot be read.
final class EventHistory {
  private final CloudTrailClient client;
  private final Pace pace;
  private final Consumer<String> problems;
  private final RecordReader records = new RecordReader();
  private long requests;
  private long events;

  EventHistory(CloudTrailClient client, Pace pace, Consumer<String> problems) {
    this.client = requireNonNull(client, "client");
    this.pace = requireNonNull(pace, "pace");
    this.problems = requireNonNull(problems, "problems");
  }

  /// What is looked for: an attribute of events, and when they happened.
  record Wanted(LookupAttributeKey key, String value, TimeRange range) {
    static Wanted named(String eventName, TimeRange range) {
      return new Wanted(LookupAttributeKey.EVENT_NAME, eventName, range);
    }
  }

  /// A page of records, newest first, and the token of the one after it.
  record Page(List<CloudTrailRecord> records, Optional<String> next) {
    Page {
      records = List.copyOf(records);
      requireNonNull(next, "next");
    }
  }

  /// Tells all pages, newest first. Throws [Pace.TimeIsUpException].
  void eachPage(Wanted wanted, Consumer<List<CloudTrailRecord>> told) {
    var page = page(wanted, Optional.empty());
    told.accept(page.records());
    while (page.next().isPresent()) {
      page = page(wanted, page.next());
      told.accept(page.records());
    }
  }

  /// One page; the first, if `after` is empty. Throws [Pace.TimeIsUpException].
  Page page(Wanted wanted, Optional<String> after) {
    var attribute =
        LookupAttribute.builder().attributeKey(wanted.key()).attributeValue(wanted.value()).build();
    var request =
        LookupEventsRequest.builder()
            .lookupAttributes(attribute)
            .startTime(wanted.range().from())
            .endTime(wanted.range().to());
    after.ifPresent(request::nextToken);
    pace.await();
    var response = client.lookupEvents(request.build());
    requests++;
    events += response.events().size();
    return new Page(
        response.events().stream().flatMap(this::read).toList(),
        Optional.ofNullable(response.nextToken()));
  }

  private Stream<CloudTrailRecord> read(Event event) {
    var json = Optional.ofNullable(event.cloudTrailEvent()).orElse("");
    try {
      return Stream.of(records.read(json.getBytes(UTF_8)).record());
    } catch (UnreadableRecordException e) {
      problems.accept("event " + event.eventId() + " of the event history: " + e.getMessage());
      return Stream.empty();
    }
  }

  long requests() {
    return requests;
  }

  long events() {
    return events;
  }
}
