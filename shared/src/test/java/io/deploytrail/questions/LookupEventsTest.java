package io.deploytrail.questions;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static io.deploytrail.questions.LookupEventsStub.FIRST;
import static io.deploytrail.questions.LookupEventsStub.NOTHING;
import static io.deploytrail.questions.LookupEventsStub.SECOND;
import static io.deploytrail.questions.LookupEventsStub.asked;
import static io.deploytrail.questions.LookupEventsStub.json;
import static io.deploytrail.questions.LookupEventsStub.lookup;
import static io.deploytrail.questions.LookupEventsStub.place;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cloudtrail.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A record by its event id, from the event history over HTTP: what is sent to each Region, and
/// what becomes of its answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LookupEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENT_ID = "0f4b1a5c-6a86-4f5e-9a9b-0c6f2f1c7d11";

  private final LookupEventsStub stub = new LookupEventsStub();

  @BeforeEach
  void forget() {
    stub.forget();
  }

  @AfterAll
  void stop() {
    stub.close();
  }

  /// A record that the fields around it contradict: only its own text counts.
  private static String event(String record) {
    var answer = JSON.createObjectNode();
    answer
        .putArray("Events")
        .addObject()
        .put("EventId", EVENT_ID)
        .put("EventName", "NotThisOne")
        .put("EventTime", 1_000_000_000)
        .put("CloudTrailEvent", record);
    return answer.toString();
  }

  private static String record(String eventId) {
    return JSON.createObjectNode()
        .put("eventID", eventId)
        .put("eventTime", "2026-11-20T09:30:00Z")
        .put("eventSource", "s3.amazonaws.com")
        .put("eventName", "CreateBucket")
        .put("recipientAccountId", "111122223333")
        .put("awsRegion", SECOND)
        .toString();
  }

  @Test
  void recordOfTheSecondRegionIsFoundAndReadFromItsText() {
    stub.answer(FIRST, NOTHING);
    stub.answer(SECOND, event(record(EVENT_ID)));

    var search = stub.history.byEventId(EVENT_ID);

    assertThat(search.searched()).containsExactly(place(FIRST), place(SECOND));
    assertThat(search.notSearched()).isEmpty();
    assertThat(search.found()).containsInstanceOf(Call.class);
    var event = search.found().orElseThrow().event();
    assertThat(event.id()).isEqualTo(EVENT_ID);
    assertThat(event.time()).isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
    assertThat(event.action()).isEqualTo(Optional.of("s3:CreateBucket"));
    assertThat(event.region()).isEqualTo(Optional.of(SECOND));
  }

  @Test
  void eachRegionIsAskedOnceForTheEventIdAlone() {
    stub.answer(FIRST, NOTHING);
    stub.answer(SECOND, NOTHING);

    stub.history.byEventId(EVENT_ID);

    for (var region : List.of(FIRST, SECOND)) {
      stub.assertAsked(1, region);
      stub.server.verify(
          1,
          asked(region)
              .withHeader("X-Amz-Target", containing("LookupEvents"))
              .withHeader("Authorization", containing("/" + region + "/cloudtrail/"))
              .withRequestBody(matchingJsonPath("$.LookupAttributes.length()", equalTo("1")))
              .withRequestBody(
                  matchingJsonPath("$.LookupAttributes[0].AttributeKey", equalTo("EventId")))
              .withRequestBody(
                  matchingJsonPath("$.LookupAttributes[0].AttributeValue", equalTo(EVENT_ID))));
    }
  }

  @Test
  void nothingFoundNamesEveryRegion() {
    stub.answer(FIRST, NOTHING);
    stub.answer(SECOND, event(record("11111111-6a86-4f5e-9a9b-0c6f2f1c7d11")));

    var search = stub.history.byEventId(EVENT_ID);

    assertThat(search.found()).isEmpty();
    assertThat(search.searched()).containsExactly(place(FIRST), place(SECOND));
    assertThat(search.notSearched()).isEmpty();
  }

  @Test
  void foundRecordEndsTheSearch() {
    stub.answer(FIRST, event(record(EVENT_ID)));

    var search = stub.history.byEventId(EVENT_ID);

    assertThat(search.found()).isPresent();
    assertThat(search.searched()).containsExactly(place(FIRST));
    stub.assertAsked(0, SECOND);
  }

  @Test
  void throttledRequestIsRepeated() {
    var throttled = json(400, "{\"__type\":\"ThrottlingException\"}");
    stub.server.stubFor(
        lookup(FIRST)
            .inScenario("throttling")
            .whenScenarioStateIs(STARTED)
            .willReturn(throttled)
            .willSetStateTo("once"));
    stub.server.stubFor(
        lookup(FIRST)
            .inScenario("throttling")
            .whenScenarioStateIs("once")
            .willReturn(throttled)
            .willSetStateTo("twice"));
    stub.server.stubFor(
        lookup(FIRST)
            .inScenario("throttling")
            .whenScenarioStateIs("twice")
            .willReturn(json(200, event(record(EVENT_ID)))));

    // Its own clients: the adaptive retries slow down all later requests of a throttled one.
    var search = stub.history(FIRST).byEventId(EVENT_ID);

    assertThat(search.found()).isPresent();
    assertThat(search.searched()).containsExactly(place(FIRST));
    assertThat(search.notSearched()).isEmpty();
    stub.assertAsked(3, FIRST);
  }

  @Test
  void regionThatRefusesIsNamedAndTheOtherIsStillAsked() {
    stub.refuse(FIRST);
    stub.answer(SECOND, event(record(EVENT_ID)));

    var search = stub.history.byEventId(EVENT_ID);

    assertThat(search.found()).isPresent();
    assertThat(search.searched()).containsExactly(place(SECOND));
    assertThat(search.notSearched()).containsExactly(place(FIRST) + ": AccessDeniedException");
    stub.assertAsked(1, FIRST);
  }

  @Test
  void unreadableRecordIsNamedWithoutItsContentAndTheOtherRegionIsStillAsked() {
    stub.answer(FIRST, event("{\"eventID\":\"" + EVENT_ID + "\",\"sessionToken\":\"hidden"));
    stub.answer(SECOND, NOTHING);

    var search = stub.history.byEventId(EVENT_ID);

    assertThat(search.found()).isEmpty();
    assertThat(search.searched()).contains(place(SECOND));
    assertThat(search.notSearched())
        .singleElement()
        .asString()
        .startsWith(place(FIRST) + ": a record cannot be read: ")
        .contains("broken")
        .doesNotContain("hidden");
    stub.assertAsked(1, SECOND);
  }
}
