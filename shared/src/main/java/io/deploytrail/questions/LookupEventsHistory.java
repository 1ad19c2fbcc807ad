package io.deploytrail.questions;

import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClientBuilder;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/// CloudTrail's event history: management events of 90 days, in the account asked and the Regions
/// configured.
///
/// LookupEvents takes 2 requests a second in each account and Region ("LookupEvents", CloudTrail
/// API Reference). The SDK's adaptive retries keep inside it; a Region that cannot be asked is
/// named with its reason, and the others are asked all the same.
public final class LookupEventsHistory implements CallHistory {
  private static final int ATTEMPTS = 6;

  private final Map<String, CloudTrailClient> clients;
  private final RecordReader records;

  /// `clients` by Region.
  public LookupEventsHistory(Map<String, CloudTrailClient> clients, RecordReader records) {
    this.clients = new TreeMap<>(clients);
    this.records = records;
  }

  /// A history of these Regions; `builder` gives a client builder for a Region, and the retries are
  /// set here.
  public static LookupEventsHistory of(
      List<String> regions,
      Function<String, CloudTrailClientBuilder> builder,
      RecordReader records) {
    var clients = new TreeMap<String, CloudTrailClient>();
    for (var region : regions) {
      clients.put(region, builder.apply(region).overrideConfiguration(retrying()).build());
    }
    return new LookupEventsHistory(clients, records);
  }

  private static ClientOverrideConfiguration retrying() {
    var retries =
        AwsRetryStrategy.adaptiveRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build();
    return ClientOverrideConfiguration.builder().retryStrategy(retries).build();
  }

  @Override
  public Search byEventId(String eventId) {
    var attribute =
        LookupAttribute.builder()
            .attributeKey(LookupAttributeKey.EVENT_ID)
            .attributeValue(eventId)
            .build();
    var searched = new ArrayList<String>();
    var notSearched = new ArrayList<String>();
    for (var client : clients.entrySet()) {
      var place = "event history of " + client.getKey();
      try {
        var found = lookUp(client.getValue(), attribute, eventId);
        searched.add(place);
        if (found.isPresent()) {
          return new Search(found, searched, notSearched);
        }
      } catch (SdkException e) {
        notSearched.add(place + ": " + reason(e));
      } catch (UnreadableRecordException e) {
        notSearched.add(place + ": the record cannot be read: " + e.reason());
      }
    }
    return new Search(Optional.empty(), searched, notSearched);
  }

  private Optional<CloudTrailRecord> lookUp(
      CloudTrailClient client, LookupAttribute attribute, String eventId) {
    return client.lookupEvents(request -> request.lookupAttributes(attribute)).events().stream()
        .flatMap(event -> Stream.ofNullable(event.cloudTrailEvent()))
        .map(this::read)
        .filter(record -> is(eventId, record))
        .findFirst();
  }

  private CloudTrailRecord read(String record) {
    return records.read(record.getBytes(StandardCharsets.UTF_8)).record();
  }

  private static boolean is(String eventId, CloudTrailRecord record) {
    return record.event().id().equalsIgnoreCase(eventId);
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
