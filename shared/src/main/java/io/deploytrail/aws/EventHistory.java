package io.deploytrail.aws;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClientBuilder;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/// One Region's event history: CloudTrail's management events of 90 days, in the client's account.
///
/// LookupEvents takes 2 requests a second in each account and Region ("LookupEvents", CloudTrail
/// API Reference). A batch keeps its [Pace]. Where a person waits, requests begin at once, the
/// retries of a [#patient] client keep inside the limit, and a lookup ends after as many pages as
/// there is patience for. Failed requests propagate.
public final class EventHistory {
  /// How many events a page holds at most.
  public static final int PAGE_SIZE = 50;

  private static final int ATTEMPTS = 6;

  private final CloudTrailClient client;
  private final Runnable turn;

  /// For a person who waits: each request begins at once.
  public EventHistory(CloudTrailClient client) {
    this(client, () -> {});
  }

  /// For a batch: requests begin at that pace, and throw [Pace.TimeIsUpException] when it ends.
  public EventHistory(CloudTrailClient client, Pace pace) {
    this(client, pace::await);
  }

  private EventHistory(CloudTrailClient client, Runnable turn) {
    this.client = requireNonNull(client, "client");
    this.turn = turn;
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

  /// Asks for page after page, newest first, while `reader` says to go on. Returns false if
  /// `mostPages` were read and older events remain.
  public boolean read(EventLookup lookup, int mostPages, Predicate<List<Event>> reader) {
    var pages = client.lookupEventsPaginator(lookup.request()).iterator();
    for (var asked = 0; pages.hasNext(); asked++) {
      if (asked == mostPages) {
        return false;
      }
      turn.run();
      if (!reader.test(pages.next().events())) {
        return true;
      }
    }
    return true;
  }
}
