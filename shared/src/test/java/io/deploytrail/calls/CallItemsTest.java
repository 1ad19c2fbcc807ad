package io.deploytrail.calls;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.aws.Retention;
import io.deploytrail.aws.StoredItem;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.ingestion.MadeUpOrganization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class CallItemsTest {
  private static final RecordReader READER = new RecordReader();
  private static final Retention RETENTION =
      new Retention(Duration.ofDays(400), Clock.fixed(MadeUpOrganization.end(), UTC));
  private static final RootSession ROOT =
      new RootSession(new PrincipalId("AROADEPLOY:web-v1"), MadeUpOrganization.START);

  private static List<Activity> activities() {
    return MadeUpOrganization.records(1, 12).stream()
        .map(MadeUpOrganization::bytes)
        .filter(json -> READER.read(json).record() instanceof Call)
        .map(json -> READER.activity((Call) READER.read(json).record(), json, 0, json.length))
        .toList();
  }

  private static Activity naming(String bucket, Instant at) {
    var record = MadeUpOrganization.bareRecord(new UUID(1, 1), at);
    record.putObject("requestParameters").put("bucketName", bucket);
    var json = MadeUpOrganization.bytes(record);
    return READER.activity((Call) READER.read(json).record(), json, 0, json.length);
  }

  private static List<Map<String, AttributeValue>> items(Activity activity) {
    return CallItems.of(ROOT, activity, RETENTION).toList();
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return new StoredItem(item).text(attribute);
  }

  @Test
  void aCallIsReadBackAsItWasWritten() {
    var activities = activities();
    assertThat(activities).hasSizeGreaterThan(100);
    for (var activity : activities) {
      assertThat(CallItems.activity(items(activity).getFirst())).isEqualTo(activity);
    }
  }

  @Test
  void aPointerFromEachResourceLeadsToTheCall() {
    var items = items(naming("assets", MadeUpOrganization.START));
    var pointers = items.subList(1, items.size());

    assertThat(pointers)
        .extracting(pointer -> text(pointer, CallItems.PARTITION))
        .containsExactly(CallItems.resourcePartition("assets"));
    assertThat(pointers)
        .allSatisfy(pointer ->
            assertThat(CallItems.pointedAt(pointer)).isEqualTo(CallItems.keyOf(items.getFirst())));
  }

  @Test
  void recordsOfOneIdThatDifferAreTwoItemsAndARecordThatComesAgainIsOne() {
    var first = items(naming("assets", MadeUpOrganization.START)).getFirst();
    var again = items(naming("assets", MadeUpOrganization.START)).getFirst();
    var other = items(naming("logs", MadeUpOrganization.START)).getFirst();

    assertThat(again).isEqualTo(first);
    assertThat(CallItems.keyOf(other)).isNotEqualTo(CallItems.keyOf(first));
  }

  @Test
  void callsOfASessionAreInTheOrderOfTheirTimes() {
    var start = MadeUpOrganization.START;
    var positions =
        Stream.of(0, 1, 9, 10, 100)
            .map(seconds -> items(naming("assets", start.plusSeconds(seconds))).getFirst())
            .map(item -> text(item, CallItems.POSITION))
            .toList();

    assertThat(positions).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aResourceTooLongForAKeyHasNoPointer() {
    assertThat(items(naming("x".repeat(3000), MadeUpOrganization.START))).hasSize(1);
  }

  @Test
  void whatCannotBeAKeyIsRefusedByTheCallsId() {
    var call = naming("assets", MadeUpOrganization.START).call();

    assertThat(CallIndex.refusal(call)).isEmpty();
    assertThat(CallItems.isPartOfKey("")).isFalse();
    assertThat(CallItems.isPartOfKey("é".repeat(256))).isTrue();
    assertThat(CallItems.isPartOfKey("é".repeat(257))).isFalse();
  }
}
