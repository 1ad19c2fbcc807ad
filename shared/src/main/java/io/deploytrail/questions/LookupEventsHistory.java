package io.deploytrail.questions;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.calls.ReadActions;
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
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClientBuilder;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/// CloudTrail's event history: management events of 90 days, in the account asked and the Regions
/// configured.
///
/// LookupEvents takes 2 requests a second in each account and Region ("LookupEvents", CloudTrail
/// API Reference). The SDK's adaptive retries keep inside it; a Region that cannot be asked is
/// named with its reason, and the others are asked all the same.
public final class LookupEventsHistory implements CallHistory {
  private static final int ATTEMPTS = 6;

  /// At 2 requests a second, what an answer can wait for; 50 events a page.
  private static final int MOST_PAGES = 10;

  private final Set<String> regions;
  private final Function<String, CloudTrailClient> builder;
  private final Map<String, CloudTrailClient> clients = new ConcurrentHashMap<>();
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

  /// The client of a Region, with the credentials of the environment.
  public static CloudTrailClient client(String region, ExecutionInterceptor... interceptors) {
    return patient(CloudTrailClient.builder().region(Region.of(region)), interceptors);
  }

  /// A client that waits and asks again when CloudTrail is asked too often.
  public static CloudTrailClient patient(
      CloudTrailClientBuilder builder, ExecutionInterceptor... interceptors) {
    var retries =
        AwsRetryStrategy.adaptiveRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build();
    return builder
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .executionInterceptors(List.of(interceptors))
                .build())
        .build();
  }

  @Override
  public Search byEventId(String eventId) {
    var lookup = new Lookup(LookupAttributeKey.EVENT_ID, eventId, Optional.empty());
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
  public Calls ofSessions(SessionsWanted wanted) {
    var first = new FirstCalls(FirstCalls.OLDEST_FIRST, wanted.limit());
    var reads = new ReadActions();
    var places = new SearchReach();
    var sessions = wanted.sessions().get();
    var reach =
        sessions.stream()
            .map(issuance -> issuance.session().expiresAt())
            .max(Comparator.naturalOrder())
            .map(LookupEventsHistory::upTo)
            .orElse("");
    for (var issuance : sessions) {
      var session = issuance.session();
      var from = wanted.after().map(Moment::time).orElse(session.issuedAt());
      if (from.isAfter(session.expiresAt())) {
        continue;
      }
      var lookup =
          new Lookup(
              LookupAttributeKey.ACCESS_KEY_ID,
              session.accessKey().value(),
              Optional.of(new TimeRange(from, session.expiresAt())));
      for (var region : regions) {
        search(
            region,
            lookup,
            reach,
            places,
            (record, json) -> {
              if (record instanceof Call call && wanted.include(call)) {
                add(call, json, first, reads);
              }
              return true;
            });
      }
    }
    places.leaveOut(
        "what AWS services did for these sessions: the event history finds a call by its own key only");
    return new Calls(
        first.inOrder(),
        first.hasMore(),
        first.hasMore() ? List.of() : reads.all(),
        places.searched(),
        places.notSearched());
  }

  private void add(Call call, byte[] json, FirstCalls first, ReadActions reads) {
    var activity = records.activity(call, json, 0, json.length);
    if (activity.standsOut()) {
      first.add(activity);
    } else {
      reads.add(call);
    }
  }

  /// Looks up the resource's name, which CloudTrail gives as an ARN or as a bare identifier.
  @Override
  public Calls ofResource(ResourceWanted wanted) {
    var first = new FirstCalls(FirstCalls.NEWEST_FIRST, wanted.limit());
    var places = new SearchReach();
    var to = wanted.before().map(Moment::time).orElse(wanted.period().to());
    var reach = upTo(wanted.period().to());
    for (var name : wanted.resource().keys()) {
      var lookup =
          new Lookup(
              LookupAttributeKey.RESOURCE_NAME,
              name,
              Optional.of(new TimeRange(wanted.period().from(), to)));
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
    return new Calls(
        first.inOrder(), first.hasMore(), List.of(), places.searched(), places.notSearched());
  }

  private static String upTo(Instant time) {
    return ", up to " + time;
  }

  /// What is looked up, and between which times.
  private record Lookup(LookupAttributeKey key, String value, Optional<TimeRange> range) {
    LookupEventsRequest request() {
      var attribute = LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
      var request = LookupEventsRequest.builder().lookupAttributes(attribute);
      range.ifPresent(times -> request.startTime(times.from()).endTime(times.to()));
      return request.build();
    }
  }

  private interface Found {
    /// Takes a record with its JSON, and says whether to go on.
    boolean take(CloudTrailRecord record, byte[] json);
  }

  /// Looks up one thing in one Region, newest first; what cannot be asked or read is named.
  private void search(String region, Lookup lookup, String reach, SearchReach places, Found found) {
    var place = "event history of " + region;
    var of = lookup.range().isEmpty() ? place : place + ", " + lookup.value();
    try {
      var client = clients.computeIfAbsent(region, builder);
      var pages = 0;
      for (var page : client.lookupEventsPaginator(lookup.request())) {
        for (var event : page.events()) {
          if (event.cloudTrailEvent() != null
              && !take(event.cloudTrailEvent(), found, of, places)) {
            places.search(place + reach);
            return;
          }
        }
        if (++pages == MOST_PAGES && page.nextToken() != null) {
          places.leaveOut(of + ": what is older than the newest " + MOST_PAGES * 50 + " events");
          break;
        }
      }
      places.search(place + reach);
    } catch (SdkException e) {
      places.leaveOut(of + ": " + reason(e));
    }
  }

  private boolean take(String event, Found found, String of, SearchReach places) {
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
