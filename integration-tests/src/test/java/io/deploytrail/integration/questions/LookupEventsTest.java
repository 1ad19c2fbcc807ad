package io.deploytrail.integration.questions;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.deploytrail.aws.EventHistory;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.questions.BoughtSessions;
import io.deploytrail.questions.CallHistory.ResourceWanted;
import io.deploytrail.questions.CallHistory.SessionsWanted;
import io.deploytrail.questions.LookupEventsHistory;
import io.deploytrail.questions.Period;
import io.deploytrail.resources.ResourceName;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/// The event history over HTTP: what is sent to each Region, and what becomes of its answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LookupEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIRST = "eu-west-1";
  private static final String SECOND = "us-east-1";
  private static final String EVENT_ID = "0f4b1a5c-6a86-4f5e-9a9b-0c6f2f1c7d11";
  private static final String NOTHING = "{\"Events\":[]}";

  private final WireMockServer server =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
  private final LookupEventsHistory history;

  LookupEventsTest() {
    server.start();
    history = new LookupEventsHistory(List.of(FIRST, SECOND), this::client, new RecordReader());
  }

  /// A Region is a path of the stub.
  private CloudTrailClient client(String region) {
    return EventHistory.patient(
        CloudTrailClient.builder()
            .region(Region.of(region))
            .endpointOverride(URI.create("http://127.0.0.1:" + server.port() + "/" + region))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIAEXAMPLE", "secret"))));
  }

  @BeforeEach
  void forget() {
    server.resetAll();
  }

  @AfterAll
  void stop() {
    server.stop();
  }

  private static MappingBuilder lookup(String region) {
    return post(urlPathEqualTo("/" + region + "/"));
  }

  private void answer(String region, String body) {
    server.stubFor(lookup(region).willReturn(json(200, body)));
  }

  private static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/x-amz-json-1.1")
        .withBody(body);
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

  private void assertAsked(int times, String region) {
    server.verify(times, postRequestedFor(urlPathEqualTo("/" + region + "/")));
  }

  private static String place(String region) {
    return "event history of " + region;
  }

  @Test
  void recordOfTheSecondRegionIsFoundAndReadFromItsText() {
    answer(FIRST, NOTHING);
    answer(SECOND, event(record(EVENT_ID)));

    var search = history.byEventId(EVENT_ID);

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
    answer(FIRST, NOTHING);
    answer(SECOND, NOTHING);

    history.byEventId(EVENT_ID);

    for (var region : List.of(FIRST, SECOND)) {
      assertAsked(1, region);
      server.verify(
          1,
          postRequestedFor(urlPathEqualTo("/" + region + "/"))
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
    answer(FIRST, NOTHING);
    answer(SECOND, event(record("11111111-6a86-4f5e-9a9b-0c6f2f1c7d11")));

    var search = history.byEventId(EVENT_ID);

    assertThat(search.found()).isEmpty();
    assertThat(search.searched()).containsExactly(place(FIRST), place(SECOND));
    assertThat(search.notSearched()).isEmpty();
  }

  @Test
  void foundRecordEndsTheSearch() {
    answer(FIRST, event(record(EVENT_ID)));

    var search = history.byEventId(EVENT_ID);

    assertThat(search.found()).isPresent();
    assertThat(search.searched()).containsExactly(place(FIRST));
    assertAsked(0, SECOND);
  }

  @Test
  void throttledRequestIsRepeated() {
    var throttled = json(400, "{\"__type\":\"ThrottlingException\"}");
    server.stubFor(
        lookup(FIRST)
            .inScenario("throttling")
            .whenScenarioStateIs(STARTED)
            .willReturn(throttled)
            .willSetStateTo("once"));
    server.stubFor(
        lookup(FIRST)
            .inScenario("throttling")
            .whenScenarioStateIs("once")
            .willReturn(throttled)
            .willSetStateTo("twice"));
    server.stubFor(
        lookup(FIRST)
            .inScenario("throttling")
            .whenScenarioStateIs("twice")
            .willReturn(json(200, event(record(EVENT_ID)))));

    // Its own clients: the adaptive retries slow down all later requests of a throttled one.
    var search =
        new LookupEventsHistory(List.of(FIRST), this::client, new RecordReader())
            .byEventId(EVENT_ID);

    assertThat(search.found()).isPresent();
    assertThat(search.searched()).containsExactly(place(FIRST));
    assertThat(search.notSearched()).isEmpty();
    assertAsked(3, FIRST);
  }

  @Test
  void regionThatRefusesIsNamedAndTheOtherIsStillAsked() {
    server.stubFor(lookup(FIRST).willReturn(json(400, "{\"__type\":\"AccessDeniedException\"}")));
    answer(SECOND, event(record(EVENT_ID)));

    var search = history.byEventId(EVENT_ID);

    assertThat(search.found()).isPresent();
    assertThat(search.searched()).containsExactly(place(SECOND));
    assertThat(search.notSearched()).containsExactly(place(FIRST) + ": AccessDeniedException");
    assertAsked(1, FIRST);
  }

  @Test
  void unreadableRecordIsNamedWithoutItsContentAndTheOtherRegionIsStillAsked() {
    answer(FIRST, event("{\"eventID\":\"" + EVENT_ID + "\",\"sessionToken\":\"hidden"));
    answer(SECOND, NOTHING);

    var search = history.byEventId(EVENT_ID);

    assertThat(search.found()).isEmpty();
    assertThat(search.searched()).contains(place(SECOND));
    assertThat(search.notSearched())
        .singleElement()
        .asString()
        .startsWith(place(FIRST) + ": a record cannot be read: ")
        .contains("broken")
        .doesNotContain("hidden");
    assertAsked(1, SECOND);
  }

  private static final Session SESSION =
      new Session(
          new AccessKeyId("ASIADEPLOY"),
          new PrincipalId("AROADEPLOY:pulumi"),
          Optional.empty(),
          Optional.empty(),
          Instant.parse("2026-11-20T09:00:00Z"),
          Instant.parse("2026-11-20T10:00:00Z"),
          List.of(),
          Optional.empty());

  private static SessionsWanted wanted(Optional<Moment> after, int limit) {
    var event =
        new Event(
            EVENT_ID,
            SESSION.issuedAt(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var root = new Root(event, SESSION, new WebIdentity("provider", "acme", "subject"));
    return new SessionsWanted(
        List.of(root), () -> new BoughtSessions(List.of(root), false), _ -> true, after, limit);
  }

  /// A page of the event history with calls at those minutes, newest first.
  private static String page(String next, int... minutes) {
    var answer = JSON.createObjectNode();
    var events = answer.putArray("Events");
    for (var minute : minutes) {
      var record =
          JSON.createObjectNode()
              .put("eventID", "0f4b1a5c-6a86-4f5e-9a9b-0000000000" + minute)
              .put("eventTime", "2026-11-20T09:" + minute + ":00Z")
              .put("eventSource", "s3.amazonaws.com")
              .put("eventName", minute % 10 == 5 ? "GetObject" : "PutObject")
              .put("readOnly", minute % 10 == 5);
      record.putObject("userIdentity").put("principalId", "AROADEPLOY:pulumi");
      record.putObject("requestParameters").put("bucketName", "assets");
      events.addObject().put("CloudTrailEvent", record.toString());
    }
    if (!next.isEmpty()) {
      answer.put("NextToken", next);
    }
    return answer.toString();
  }

  @Test
  void callsOfASessionAreLookedUpByItsKeyAndPutInTheOrderOfTime() {
    server.stubFor(lookup(FIRST).willReturn(json(200, page("more", 40, 35))));
    server.stubFor(
        lookup(FIRST)
            .withRequestBody(matchingJsonPath("$.NextToken", equalTo("more")))
            .willReturn(json(200, page("", 20))));
    answer(SECOND, page("", 30));

    var calls = history.ofSessions(wanted(Optional.empty(), 10));

    assertThat(calls.calls().stream().map(call -> call.event().time().toString()))
        .containsExactly("2026-11-20T09:20:00Z", "2026-11-20T09:30:00Z", "2026-11-20T09:40:00Z");
    assertThat(calls.hasMore()).isFalse();
    assertThat(calls.reads()).hasSize(1);
    assertThat(calls.reads().getFirst().actions()).containsExactly("s3:GetObject");
    assertThat(calls.notSearched()).singleElement().asString().contains("what AWS services did");
    server.verify(
        2,
        postRequestedFor(urlPathEqualTo("/" + FIRST + "/"))
            .withRequestBody(
                matchingJsonPath("$.LookupAttributes[0].AttributeKey", equalTo("AccessKeyId")))
            .withRequestBody(
                matchingJsonPath("$.LookupAttributes[0].AttributeValue", equalTo("ASIADEPLOY"))));
  }

  @Test
  void callsOfASessionComePageByPage() {
    answer(FIRST, page("", 40, 30, 20));
    answer(SECOND, NOTHING);

    var first = history.ofSessions(wanted(Optional.empty(), 2));
    var last = Moment.of(first.calls().getLast().event());
    var second = history.ofSessions(wanted(Optional.of(last), 2));

    assertThat(first.calls()).hasSize(2);
    assertThat(first.hasMore()).isTrue();
    assertThat(second.calls().stream().map(call -> call.event().time().toString()))
        .containsExactly("2026-11-20T09:40:00Z");
    assertThat(second.hasMore()).isFalse();
  }

  @Test
  void changesOfAResourceAreLookedUpByItsNamesNewestFirst() {
    answer(FIRST, page("", 40, 35, 20));
    server.stubFor(lookup(SECOND).willReturn(json(400, "{\"__type\":\"AccessDeniedException\"}")));
    var period = new Period(SESSION.issuedAt(), SESSION.expiresAt());

    var calls =
        history.ofResource(
            new ResourceWanted(
                new ResourceName("arn:aws:s3:::assets"), period, Optional.empty(), 10));

    assertThat(calls.calls().stream().map(call -> call.event().time().toString()))
        .containsExactly("2026-11-20T09:40:00Z", "2026-11-20T09:20:00Z");
    assertThat(calls.searched()).containsExactly(place(FIRST) + ", up to 2026-11-20T10:00:00Z");
    assertThat(calls.notSearched())
        .containsExactlyInAnyOrder(
            place(SECOND) + ", arn:aws:s3:::assets: AccessDeniedException",
            place(SECOND) + ", assets: AccessDeniedException");
  }

  @Test
  void changesOfAllRegionsAreMergedBeforeAPageEnds() {
    answer(FIRST, page("", 30, 20, 10));
    answer(SECOND, page("", 44, 42, 40));
    var period = new Period(SESSION.issuedAt(), SESSION.expiresAt());

    var calls =
        history.ofResource(
            new ResourceWanted(new ResourceName("assets"), period, Optional.empty(), 2));

    assertThat(calls.calls().stream().map(call -> call.event().time().toString()))
        .containsExactly("2026-11-20T09:44:00Z", "2026-11-20T09:42:00Z");
    assertThat(calls.hasMore()).isTrue();
  }

  @Test
  void aLongHistoryIsReadSoFarAsAnAnswerCanWait() {
    answer(FIRST, page("more", 40));
    answer(SECOND, NOTHING);

    var calls = history.ofSessions(wanted(Optional.empty(), 10));

    assertAsked(10, FIRST);
    assertThat(calls.notSearched().toString()).contains("older than the newest 500 events");
  }
}
