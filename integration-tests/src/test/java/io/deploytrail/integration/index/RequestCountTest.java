package io.deploytrail.integration.index;

import static io.deploytrail.integration.index.CountedIndex.CONFIGURATION;
import static io.deploytrail.integration.index.CountedIndex.claimAnd;
import static io.deploytrail.integration.index.CountedIndex.queries;
import static io.deploytrail.integration.index.NumberedFacts.START;
import static io.deploytrail.integration.index.NumberedFacts.caller;
import static io.deploytrail.integration.index.NumberedFacts.denied;
import static io.deploytrail.integration.index.NumberedFacts.event;
import static io.deploytrail.integration.index.NumberedFacts.link;
import static io.deploytrail.integration.index.NumberedFacts.root;
import static io.deploytrail.integration.index.NumberedFacts.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.aws.CountingDynamoDbClient.Requests;
import io.deploytrail.calls.CallIndex.RootedCall;
import io.deploytrail.calls.RootSession;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.questions.Answer.CallList;
import io.deploytrail.questions.Answer.DeploymentList;
import io.deploytrail.questions.Answer.WhoAnswer;
import io.deploytrail.questions.DeploymentName;
import io.deploytrail.questions.Filter;
import io.deploytrail.questions.IndexedCalls;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import io.deploytrail.questions.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What answers cost: the requests that DynamoDB gets for each.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestCountTest {
  private final CountedIndex counted = new CountedIndex();

  @AfterAll
  void stop() {
    counted.close();
  }

  /// Asks, expects an answer by the deployment's session, and tells what it cost.
  private Requests cost(Question question) {
    var answer = counted.questions.answer(question);
    assertThat(answer).isInstanceOf(WhoAnswer.class);
    assertThat(answer.isAnswered()).as(question.toString()).isTrue();
    return counted.client.take();
  }

  private Requests costOfCall(Caller caller) {
    var event = event(100, "CreateBucket", START.plusSeconds(600));
    return cost(
        new Question.WhoMadeRecord(new Call(event, caller, Optional.empty(), Optional.empty())));
  }

  private Requests costOfKey(Link link) {
    return cost(new Question.WhoHasAccessKey(link.session().accessKey(), List.of()));
  }

  private Requests costOfEvent(Fact fact) {
    return cost(new Question.WhoMadeEvent(fact.event().id()));
  }

  @Test
  void aPageOfFiftyDeploymentsCostsOneRequestForTheirIds() {
    var day = START.plus(Duration.ofDays(4));
    for (var number = 0; number < 50; number++) {
      counted.index.add(
          root(
              200 + number,
              "ASIAMANY" + number,
              "ci-" + new UUID(8, number),
              day.plusSeconds(number)));
    }
    counted.client.take();
    var list =
        (DeploymentList)
            counted.questions.answer(
                new Question.Deployments(
                    Scope.parse("acme/web/prod"),
                    new Period(day, day.plus(Duration.ofHours(1))),
                    false,
                    Filter.NONE,
                    Optional.empty()));

    assertThat(list.items()).hasSize(50);
    // The page, the claims, and what each session bought.
    assertThat(counted.client.take()).isEqualTo(new Requests(1 + 50, 1, 0, 0));
  }

  @Test
  void keyOfRootSessionIsOneQuery() {
    var key = counted.root.session().accessKey();

    assertThat(cost(new Question.WhoHasAccessKey(key, List.of()))).isEqualTo(claimAnd(1));
    assertThat(cost(new Question.WhoHasAccessKey(key, List.of(START.plusSeconds(5)))))
        .isEqualTo(claimAnd(1));
    assertThat(costOfCall(caller(counted.root.session()))).isEqualTo(claimAnd(1));
  }

  @Test
  void assumedRoleOfRootSessionIsOneQuery() {
    var question =
        new Question.WhoIsPrincipal(
            counted.root.session().assumedRole().orElseThrow(), START.plusSeconds(5));

    assertThat(cost(question)).isEqualTo(claimAnd(1));
  }

  @Test
  void callWithoutKeyIsOneQueryAndSoIsOneWithAnUnknownKey() {
    var session = counted.root.session();
    var unknown = Optional.of(new AccessKeyId("ASIAUNKNOWN"));
    var created = Optional.of(session.issuedAt());

    assertThat(costOfCall(caller(session, Optional.empty(), created))).isEqualTo(claimAnd(1));
    assertThat(costOfCall(caller(session, Optional.empty(), Optional.empty())))
        .isEqualTo(claimAnd(1));
    assertThat(costOfCall(caller(session, unknown, created))).isEqualTo(queries(1));
    assertThat(costOfCall(caller(session, unknown, Optional.empty()))).isEqualTo(queries(1));
  }

  @Test
  void eachHopIsOneQueryMore() {
    assertThat(costOfKey(counted.firstHop)).isEqualTo(claimAnd(2));
    assertThat(costOfKey(counted.secondHop)).isEqualTo(claimAnd(3));
    assertThat(costOfKey(counted.thirdHop)).isEqualTo(claimAnd(4));
    assertThat(costOfCall(caller(counted.thirdHop.session()))).isEqualTo(claimAnd(4));
  }

  @Test
  void eventIdOfIssuanceIsOneQueryAndThoseOfItsCaller() {
    assertThat(costOfEvent(counted.root)).isEqualTo(claimAnd(1));
    assertThat(costOfEvent(denied(11))).isEqualTo(queries(1));
    assertThat(costOfEvent(counted.firstHop)).isEqualTo(claimAnd(2));
    assertThat(costOfEvent(counted.thirdHop)).isEqualTo(claimAnd(4));
  }

  @Test
  void eventIdThatTheIndexDoesNotKeepIsOneQuery() {
    counted.questions.answer(new Question.WhoMadeEvent(new UUID(9, 9).toString()));

    assertThat(counted.client.take()).isEqualTo(queries(1));
  }

  @Test
  void targetHalfIsOneQueryForItsOtherCopyAndOneForTheCaller() {
    var supplied =
        new Call(
            counted.targetHalf.event(),
            counted.targetHalf.caller(),
            Optional.empty(),
            Optional.of(counted.targetHalf.session()));

    assertThat(cost(new Question.WhoMadeRecord(supplied))).isEqualTo(claimAnd(2));
    assertThat(costOfEvent(counted.targetHalf)).isEqualTo(claimAnd(3));
    assertThat(costOfEvent(counted.loneHalf)).as("without the other copy").isEqualTo(claimAnd(3));
    assertThat(costOfEvent(counted.ownHalf)).as("the caller's own copy").isEqualTo(claimAnd(2));
  }

  @Test
  void aDeploymentWithTenThousandCallsCostsThreeRequestsAPage() {
    // On another day, so that the other questions do not see it.
    var start = START.plus(Duration.ofDays(2));
    var busy = root(20, "ASIABUSY", "web-v9", start);
    counted.index.add(busy);
    var calls = new ArrayList<RootedCall>();
    for (var number = 0; number < 10_000; number++) {
      var call =
          new Call(
              event(1000 + number, "PutObject", start.plusSeconds(number % 3600)),
              caller(busy.session()),
              Optional.empty(),
              Optional.empty());
      calls.add(new RootedCall(RootSession.of(busy), new Activity(call, false, List.of())));
    }
    counted.callIndex(counted.engine.client()).add(calls);
    var indexed =
        new Questions(
            counted.index,
            new IndexedCalls(counted.callIndex(counted.client), new NoCalls("not asked")),
            CONFIGURATION);
    var name = new DeploymentName.Version(new StackName("acme", "web", "prod"), "9");
    var seen = new HashSet<String>();
    var after = Optional.<String>empty();
    do {
      counted.client.take();
      var page = (CallList) indexed.answer(new Question.Calls(name, Filter.NONE, after));
      page.items().forEach(item -> seen.add(item.attribution().event().orElseThrow().id()));
      after = page.next();
      if (after.isPresent()) {
        assertThat(counted.client.take()).isEqualTo(new Requests(3, 1, 0, 0));
      }
    } while (after.isPresent());
    counted.client.take();
    assertThat(seen).hasSize(10_000);
  }
}
