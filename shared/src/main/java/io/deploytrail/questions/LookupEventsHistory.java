package io.deploytrail.questions;

import io.deploytrail.aws.EventHistory;
import io.deploytrail.aws.EventLookup;
import io.deploytrail.calls.ReadActions;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/// What CloudTrail's event history knows of calls, in the account asked and the Regions configured.
///
/// A Region that cannot be asked is named with its reason, and the others are asked all the same.
public final class LookupEventsHistory implements CallHistory {
  /// At 2 requests a second, what an answer can wait for.
  private static final int MOST_PAGES = 10;

  private final Set<String> regions;
  private final Function<String, CloudTrailClient> builder;
  private final Map<String, EventHistory> histories = new ConcurrentHashMap<>();
  private final RecordReader records;

  /// `builder` makes the client of a Region when that Region is first asked: most questions need
  /// none, and a client takes long to start.
  public LookupEventsHistory(
      Collection<String> regions,
      Function<String, CloudTrailClient> builder,
      RecordReader records) {
    this.regions = new TreeSet<>(regions);
    this.builder = builder;
    this.records = records;
  }

  @Override
  public Search byEventId(String eventId) {
    var lookup = EventLookup.of(LookupAttributeKey.EVENT_ID, eventId);
    var places = new SearchReach();
    for (var region : regions) {
      var found = new ArrayList<CloudTrailRecord>();
      search(
          region,
          lookup,
          "",
          places,
          (record, _) -> {
            if (record.event().id().equalsIgnoreCase(eventId)) {
              found.add(record);
            }
            return found.isEmpty();
          });
      if (!found.isEmpty()) {
        return new Search(found.stream().findFirst(), places.searched(), places.notSearched());
      }
    }
    return new Search(Optional.empty(), places.searched(), places.notSearched());
  }

  /// Looks up each session's access key. What services did for a session with keys of their own is
  /// not found, and neither is what sessions did that no index knows.
  @Override
  public FoundCalls ofSessions(SessionsWanted wanted) {
    var first = new FirstCalls(FirstCalls.OLDEST_FIRST, wanted.limit());
    var reads = new ReadActions();
    var places =
        search(
            wanted,
            activity -> {
              if (activity.standsOut()) {
                first.add(activity);
              } else {
                reads.add(activity.call());
              }
            });
    return new FoundCalls(
        first.inOrder(),
        first.hasMore(),
        first.hasMore() ? List.of() : reads.all(),
        places.searched(),
        places.notSearched());
  }

  @Override
  public FoundCalls each(SessionsWanted wanted, Consumer<Activity> taker) {
    var places = search(wanted, taker);
    return new FoundCalls(List.of(), false, List.of(), places.searched(), places.notSearched());
  }

  private SearchReach search(SessionsWanted wanted, Consumer<Activity> taker) {
    var places = new SearchReach();
    var sessions = wanted.sessions().get();
    var reach =
        sessions.all().stream()
            .map(issuance -> issuance.session().expiresAt())
            .max(Comparator.naturalOrder())
            .map(LookupEventsHistory::upTo)
            .orElse("");
    for (var issuance : sessions.all()) {
      var session = issuance.session();
      var from = wanted.after().map(Moment::time).orElse(session.issuedAt());
      if (from.isAfter(session.expiresAt())) {
        continue;
      }
      var lookup =
          EventLookup.of(LookupAttributeKey.ACCESS_KEY_ID, session.accessKey().value())
              .between(from, session.expiresAt());
      for (var region : regions) {
        search(
            region,
            lookup,
            reach,
            places,
            (record, json) -> {
              if (record instanceof Call call && wanted.include(call)) {
                taker.accept(records.activity(call, json, 0, json.length));
              }
              return true;
            });
      }
    }
    places.leaveOut(
        "what AWS services did for these sessions: the event history finds a call by its own key only");
    if (sessions.areMore()) {
      places.leaveOut(
          "what sessions did that were bought later than the first "
              + SessionTree.MOST_SESSIONS
              + " of a token's");
    }
    return places;
  }

  /// Looks up the resource's name, which CloudTrail writes as an ARN or as a bare identifier.
  @Override
  public FoundCalls ofResource(ResourceWanted wanted) {
    var first = new FirstCalls(FirstCalls.NEWEST_FIRST, wanted.limit());
    var places = new SearchReach();
    var to = wanted.before().map(Moment::time).orElse(wanted.period().to());
    var reach = upTo(wanted.period().to());
    for (var name : wanted.resource().keys()) {
      var lookup =
          EventLookup.of(LookupAttributeKey.RESOURCE_NAME, name)
              .between(wanted.period().from(), to);
      for (var region : regions) {
        search(
            region,
            lookup,
            reach,
            places,
            (record, json) -> {
              if (record instanceof Call call) {
                var activity = records.activity(call, json, 0, json.length);
                if (wanted.includes(activity)) {
                  first.add(activity);
                }
              }
              // Newest first: once one is too old for the list, all that follow are.
              return first.admits(Moment.of(record.event()));
            });
      }
    }
    return new FoundCalls(
        first.inOrder(), first.hasMore(), List.of(), places.searched(), places.notSearched());
  }

  private static String upTo(Instant time) {
    return ", up to " + time;
  }

  private interface RecordVisitor {
    /// Takes a record with its JSON, and says whether to go on.
    boolean take(CloudTrailRecord record, byte[] json);
  }

  /// Looks up one thing in one Region, newest first; what cannot be asked or read is named.
  private void search(
      String region, EventLookup lookup, String reach, SearchReach places, RecordVisitor found) {
    var place = "event history of " + region;
    var of = lookup.from().isEmpty() ? place : place + ", " + lookup.value();
    try {
      var isEnough =
          history(region).read(lookup, MOST_PAGES, events -> takeAll(events, found, of, places));
      if (!isEnough) {
        places.leaveOut(
            of
                + ": what is older than the newest "
                + MOST_PAGES * EventHistory.PAGE_SIZE
                + " events");
      }
      places.search(place + reach);
    } catch (SdkException e) {
      places.leaveOut(of + ": " + reason(e));
    }
  }

  private EventHistory history(String region) {
    return histories.computeIfAbsent(region, name -> new EventHistory(builder.apply(name)));
  }

  private boolean takeAll(List<Event> events, RecordVisitor found, String of, SearchReach places) {
    return events.stream()
        .flatMap(event -> Stream.ofNullable(event.cloudTrailEvent()))
        .allMatch(event -> take(event, found, of, places));
  }

  private boolean take(String event, RecordVisitor found, String of, SearchReach places) {
    var json = event.getBytes(StandardCharsets.UTF_8);
    try {
      return found.take(records.read(json).record(), json);
    } catch (UnreadableRecordException e) {
      places.leaveOut(of + ": a record cannot be read: " + e.reason());
      return true;
    }
  }

  /// What AWS answered, or that it did not.
  private static String reason(SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return "it could not be reached";
    }
    var details = service.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? "HTTP status " + service.statusCode()
        : details.errorCode();
  }
}
