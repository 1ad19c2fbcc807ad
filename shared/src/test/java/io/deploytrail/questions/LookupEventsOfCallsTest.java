package io.deploytrail.questions;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static io.deploytrail.questions.LookupEventsStub.FIRST;
import static io.deploytrail.questions.LookupEventsStub.NOTHING;
import static io.deploytrail.questions.LookupEventsStub.SECOND;
import static io.deploytrail.questions.LookupEventsStub.asked;
import static io.deploytrail.questions.LookupEventsStub.json;
import static io.deploytrail.questions.LookupEventsStub.lookup;
import static io.deploytrail.questions.LookupEventsStub.place;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.questions.CallHistory.ResourceWanted;
import io.deploytrail.questions.CallHistory.SessionsWanted;
import io.deploytrail.resources.ResourceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Calls of sessions and of resources, from the event history over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LookupEventsOfCallsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
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

  private final LookupEventsStub stub = new LookupEventsStub();

  @BeforeEach
  void forget() {
    stub.forget();
  }

  @AfterAll
  void stop() {
    stub.close();
  }

  private static SessionsWanted wanted(Optional<Moment> after, int limit) {
    var event =
        new Event(
            "e1",
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
    stub.server.stubFor(lookup(FIRST).willReturn(json(200, page("more", 40, 35))));
    stub.server.stubFor(
        lookup(FIRST)
            .withRequestBody(matchingJsonPath("$.NextToken", equalTo("more")))
            .willReturn(json(200, page("", 20))));
    stub.answer(SECOND, page("", 30));

    var calls = stub.history.ofSessions(wanted(Optional.empty(), 10));

    assertThat(calls.calls().stream().map(call -> call.event().time().toString()))
        .containsExactly("2026-11-20T09:20:00Z", "2026-11-20T09:30:00Z", "2026-11-20T09:40:00Z");
    assertThat(calls.hasMore()).isFalse();
    assertThat(calls.reads()).hasSize(1);
    assertThat(calls.reads().getFirst().actions()).containsExactly("s3:GetObject");
    assertThat(calls.notSearched()).singleElement().asString().contains("what AWS services did");
    stub.server.verify(
        2,
        asked(FIRST)
            .withRequestBody(
                matchingJsonPath("$.LookupAttributes[0].AttributeKey", equalTo("AccessKeyId")))
            .withRequestBody(
                matchingJsonPath("$.LookupAttributes[0].AttributeValue", equalTo("ASIADEPLOY"))));
  }

  @Test
  void callsOfASessionComePageByPage() {
    stub.answer(FIRST, page("", 40, 30, 20));
    stub.answer(SECOND, NOTHING);

    var first = stub.history.ofSessions(wanted(Optional.empty(), 2));
    var last = Moment.of(first.calls().getLast().event());
    var second = stub.history.ofSessions(wanted(Optional.of(last), 2));

    assertThat(first.calls()).hasSize(2);
    assertThat(first.hasMore()).isTrue();
    assertThat(second.calls().stream().map(call -> call.event().time().toString()))
        .containsExactly("2026-11-20T09:40:00Z");
    assertThat(second.hasMore()).isFalse();
  }

  @Test
  void changesOfAResourceAreLookedUpByItsNamesNewestFirst() {
    stub.answer(FIRST, page("", 40, 35, 20));
    stub.refuse(SECOND);
    var period = new Period(SESSION.issuedAt(), SESSION.expiresAt());

    var calls =
        stub.history.ofResource(
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
    stub.answer(FIRST, page("", 30, 20, 10));
    stub.answer(SECOND, page("", 44, 42, 40));
    var period = new Period(SESSION.issuedAt(), SESSION.expiresAt());

    var calls =
        stub.history.ofResource(
            new ResourceWanted(new ResourceName("assets"), period, Optional.empty(), 2));

    assertThat(calls.calls().stream().map(call -> call.event().time().toString()))
        .containsExactly("2026-11-20T09:44:00Z", "2026-11-20T09:42:00Z");
    assertThat(calls.hasMore()).isTrue();
  }

  @Test
  void aLongHistoryIsReadSoFarAsAnAnswerCanWait() {
    stub.answer(FIRST, page("more", 40));
    stub.answer(SECOND, NOTHING);

    var calls = stub.history.ofSessions(wanted(Optional.empty(), 10));

    stub.assertAsked(10, FIRST);
    assertThat(calls.notSearched().toString()).contains("older than the newest 500 events");
  }
}
