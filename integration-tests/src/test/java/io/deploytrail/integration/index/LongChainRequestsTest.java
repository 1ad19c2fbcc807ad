package io.deploytrail.integration.index;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.Verdict;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.aws.CountingDynamoDbClient;
import io.deploytrail.aws.CountingDynamoDbClient.Requests;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.questions.Answer.DeploymentList;
import io.deploytrail.questions.Answer.RanDeployment;
import io.deploytrail.questions.Answer.WhoAnswer;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.Filter;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import io.deploytrail.questions.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a chain of hundreds of sessions costs, and a session that buys hundreds.
final class LongChainRequestsTest {
  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private final DynamoDbLocal engine = DynamoDbLocal.start();
  private final CountingDynamoDbClient client = new CountingDynamoDbClient(engine.client());
  private final DynamoSessionIndex index =
      new DynamoSessionIndex(
          client,
          engine.createTable(Home.file("template.yaml"), "SessionsTable"),
          Configuration.DEFAULT.names(),
          Duration.ofDays(400),
          Clock.fixed(START.plus(Duration.ofDays(1)), UTC));
  private final Questions questions =
      new Questions(index, new NoCalls("not asked"), Configuration.DEFAULT);
  private final Root root =
      new Root(
          event(0, "AssumeRoleWithWebIdentity"),
          session("ROOT"),
          new WebIdentity(
              "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc",
              "acme",
              "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write"));

  @AfterEach
  void stop() {
    engine.close();
  }

  private static String id(int number) {
    return new UUID(0, number).toString();
  }

  private static Event event(int number, String name) {
    return new Event(
        id(number),
        START,
        Optional.of("sts.amazonaws.com"),
        Optional.of(name),
        Optional.of("111122223333"),
        Optional.of("us-east-1"),
        Optional.empty(),
        Optional.empty());
  }

  private static Session session(String name) {
    return new Session(
        new AccessKeyId("ASIA" + name),
        new PrincipalId("AROADEPLOY:" + name),
        Optional.empty(),
        Optional.empty(),
        START,
        START.plus(Duration.ofHours(1)),
        List.of(),
        Optional.empty());
  }

  private static Link link(int number, Session buyer) {
    var caller =
        new Caller(
            Optional.of("AssumedRole"),
            Optional.of(buyer.principal()),
            Optional.of(buyer.accessKey()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(START),
            Optional.empty(),
            Optional.empty());
    return new Link(event(number, "AssumeRole"), session("HOP" + number), caller);
  }

  private void add(List<Fact> facts) {
    Concurrently.map(
        facts,
        fact -> {
          index.add(fact);
          return fact;
        });
    client.take();
  }

  /// The root session and a chain of that many below it.
  private List<Fact> chain(int links) {
    var facts = new ArrayList<Fact>(List.of(root));
    var buyer = root.session();
    for (var number = 1; number <= links; number++) {
      var link = link(number, buyer);
      facts.add(link);
      buyer = link.session();
    }
    return facts;
  }

  private RanDeployment listed() {
    var list =
        (DeploymentList)
            questions.answer(
                new Question.Deployments(
                    Scope.parse("acme/web/prod"),
                    new Period(START, START.plus(Duration.ofHours(1))),
                    false,
                    Filter.NONE,
                    Optional.empty()));
    return list.items().getFirst();
  }

  @Test
  void aDeploymentsChainCostsTwoRequestsASession() {
    add(chain(80));

    assertThat(listed().sessions()).hasSize(81);
    assertThat(listed().areMoreSessions()).isFalse();
    client.take();
    listed();
    // The page, what each of 81 sessions bought, and the sessions of the 80 that bought one.
    assertThat(client.take()).isEqualTo(new Requests(1 + 81 + 80, 0, 0, 0));
  }

  @Test
  void aDeploymentsChainIsFollowedThroughAHundredSessions() {
    add(chain(300));

    var listed = listed();

    assertThat(listed.sessions()).hasSize(100).startsWith(root);
    assertThat(listed.areMoreSessions()).isTrue();
    assertThat(client.take().queries()).isLessThanOrEqualTo(1 + 2 * 100);
  }

  @Test
  void ofWhatASessionBoughtAHundredAreListed() {
    var facts = new ArrayList<Fact>(List.of(root));
    for (var number = 1; number <= 300; number++) {
      facts.add(link(number, root.session()));
    }
    add(facts);

    var listed = listed();

    assertThat(listed.sessions()).hasSize(100);
    assertThat(listed.areMoreSessions()).isTrue();
    assertThat(client.take().queries()).isEqualTo(3);
  }

  @Test
  void whoFollowsAThousandSessionsAndSaysThatThereAreMore() {
    var facts = chain(1_200);
    add(facts);

    var answer = (WhoAnswer) questions.answer(new Question.WhoMadeEvent(id(1_200)));

    // The event, its caller's session, and a thousand further up.
    assertThat(client.take().queries()).isEqualTo(1 + 1 + 1_000);
    assertThat(answer.attribution().verdict()).isEqualTo(Verdict.AMBIGUOUS);
    var top = answer.attribution().origin().chain().getLast().event().id();
    var rest = (WhoAnswer) questions.answer(new Question.WhoMadeEvent(top));
    assertThat(rest.attribution().verdict()).isEqualTo(Verdict.STACK);
    assertThat(rest.attribution().origin().chain()).endsWith(root);
  }
}
