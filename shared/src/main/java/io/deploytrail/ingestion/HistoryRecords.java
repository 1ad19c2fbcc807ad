package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.deploytrail.aws.EventHistory;
import io.deploytrail.aws.EventLookup;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/// The records of one Region's event history, and what reading them took.
///
/// `problems` takes what cannot be read.
final class HistoryRecords {
  private final EventHistory history;
  private final Consumer<String> problems;
  private final RecordReader records = new RecordReader();
  private long requests;
  private long events;

  HistoryRecords(EventHistory history, Consumer<String> problems) {
    this.history = requireNonNull(history, "history");
    this.problems = requireNonNull(problems, "problems");
  }

  /// Hands all pages over, newest first.
  void eachPage(EventLookup lookup, Consumer<List<CloudTrailRecord>> taker) {
    firstPages(lookup, Integer.MAX_VALUE, taker);
  }

  /// Hands at most so many pages over, newest first, and says whether these are all.
  boolean firstPages(EventLookup lookup, int mostPages, Consumer<List<CloudTrailRecord>> taker) {
    return history.read(
        lookup,
        mostPages,
        page -> {
          requests++;
          events += page.size();
          taker.accept(page.stream().flatMap(this::read).toList());
          return true;
        });
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
