package io.deploytrail.integration.index;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.calls.CallIndex.RootedCall;
import io.deploytrail.calls.RootSession;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.integration.index.CountingDynamoDbClient.Requests;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.questions.Answer.CallList;
import io.deploytrail.questions.Answer.DeploymentList;
import io.deploytrail.questions.Answer.WhoAnswer;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.DeploymentName;
import io.deploytrail.questions.IndexedCalls;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import io.deploytrail.questions.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What answers cost: the requests that DynamoDB gets for each.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestCountTest {
  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final TimeRange ALWAYS = new TimeRange(START, START.plus(Duration.ofHours(12)));
  private static final StackName STACK = new StackName("acme", "web", "prod");
  private static final Configuration CONFIGURATION =
      Configuration.of(List.of("${project.name}-v${deployment.version}"), List.of(), List.of());
  private static final UUID DEPLOYMENT = new UUID(7, 7);

  private final DynamoDbLocal engine = DynamoDbLocal.start();
  private final CountingDynamoDbClient client = new CountingDynamoDbClient(engine.client());
  private final String table = engine.createTable(Home.file("template.yaml"), "SessionsTable");
  private final DynamoSessionIndex index = open();
  private final String callsTable = engine.createTable(Home.file("template.yaml"), "CallsTable");
  private final Questions questions = new Questions(index, new NoCalls("not asked"), CONFIGURATION);

  private final Root root = root(1, "ASIAROOT", "web-v3", START);
  private final Link firstHop = link(2, caller(root.session()), "ASIAHOP1", "hop-one");
  private final Link secondHop = link(3, caller(firstHop.session()), "ASIAHOP2", "hop-two");
  private final Link thirdHop = link(4, caller(secondHop.session()), "ASIAHOP3", "hop-three");
  private final Link ownHalf = link(5, caller(root.session()), "ASIATARGET", "target");
  private final Link targetHalf = link(6, half(root.session()), "ASIATARGET", "target");
  private final Link loneHalf = link(7, half(root.session()), "ASIALONE", "lone");

  RequestCountTest() {
    var more =
        List.<Fact>of(
            root(8, "ASIAMORE1", "ci-" + DEPLOYMENT, START.plusSeconds(60)),
            root(9, "ASIAMORE2", "ci-" + DEPLOYMENT, START.plusSeconds(120)),
            root(10, "ASIAMORE3", "web-v3", START.plusSeconds(180)),
            denied(11),
            denied(12));
    List.of(root, firstHop, secondHop, thirdHop, ownHalf, targetHalf, loneHalf).forEach(index::add);
    more.forEach(index::add);
    client.take();
  }

  private DynamoSessionIndex open() {
    return new DynamoSessionIndex(
        client,
        table,
        CONFIGURATION.names(),
        Duration.ofDays(400),
        Clock.fixed(START.plus(Duration.ofDays(1)), UTC));
  }

  private CallIndex callIndex(DynamoDbClient through) {
    return new CallIndex(
        through,
        callsTable,
        Duration.ofDays(400),
        Clock.fixed(START.plus(Duration.ofDays(1)), UTC));
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  private static Root root(int number, String key, String name, Instant at) {
    return new Root(
        event(number, "AssumeRoleWithWebIdentity", at), session(key, name, at), identity());
  }

  private static WebIdentity identity() {
    return new WebIdentity(
        "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc",
        "acme",
        "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write");
  }

  private static Link link(int number, Caller caller, String key, String name) {
    var at = START.plusSeconds(300);
    return new Link(event(number, "AssumeRole", at), session(key, name, at), caller);
  }

  private static DeniedAttempt denied(int number) {
    return new DeniedAttempt(
        event(number, "AssumeRoleWithWebIdentity", START.plusSeconds(number)),
        identity(),
        Optional.of("arn:aws:iam::111122223333:role/deploy"),
        Optional.of("web-v3"),
        "AccessDenied",
        Optional.empty());
  }

  private static Event event(int number, String name, Instant at) {
    return new Event(
        new UUID(0, number).toString(),
        at,
        Optional.of(name.startsWith("AssumeRole") ? "sts.amazonaws.com" : "s3.amazonaws.com"),
        Optional.of(name),
        Optional.of("111122223333"),
        Optional.of("us-east-1"),
        Optional.empty(),
        Optional.empty());
  }

  private static Session session(String key, String name, Instant at) {
    return new Session(
        new AccessKeyId(key),
        new PrincipalId("AROADEPLOY:" + name),
        Optional.of("arn:aws:sts::111122223333:assumed-role/deploy/" + name),
        Optional.of("arn:aws:iam::111122223333:role/deploy"),
        at,
        at.plus(Duration.ofHours(1)),
        List.of(),
        Optional.empty());
  }

  /// The identity that calls of that session carry.
  private static Caller caller(Session session) {
    return caller(session, Optional.of(session.accessKey()), Optional.of(session.issuedAt()));
  }

  private static Caller caller(
      Session session, Optional<AccessKeyId> key, Optional<Instant> created) {
    return new Caller(
        Optional.of("AssumedRole"),
        Optional.of(session.principal()),
        key,
        session.assumedRole(),
        Optional.of("111122223333"),
        created,
        Optional.empty(),
        Optional.empty());
  }

  /// The target account's half of a cross-account call: the principal alone.
  private static Caller half(Session session) {
    return new Caller(
        Optional.of("AWSAccount"),
        Optional.of(session.principal()),
        Optional.empty(),
        Optional.empty(),
        Optional.of("111122223333"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// And the claim of the version that the root's name states.
  private static Requests claimAnd(int queries) {
    return new Requests(queries, 1, 0, 0);
  }

  private static Requests queries(int count) {
    return new Requests(count, 0, 0, 0);
  }

  /// Asks, expects an answer by the deployment's session, and tells what it cost.
  private Requests cost(Question question) {
    var answer = questions.answer(question);
    assertThat(answer).isInstanceOf(WhoAnswer.class);
    assertThat(answer.isAnswered()).as(question.toString()).isTrue();
    return client.take();
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
  void openingAsksNothingAndVerifyingDescribesTheTableOnce() {
    var opened = open();
    assertThat(client.take()).isEqualTo(new Requests(0, 0, 0, 0));

    opened.verified();
    assertThat(client.take()).isEqualTo(new Requests(0, 0, 0, 1));
  }

  @Test
  void addingIsOnePutAlsoOfWhatIsKnown() {
    for (var fact : List.of(thirdHop, denied(11))) {
      index.add(fact);

      assertThat(client.take()).isEqualTo(new Requests(0, 0, 1, 0));
    }
  }

  @Test
  void addingARootThatStatesAValueReadsAndWritesItsClaimToo() {
    index.add(root);
    assertThat(client.take()).as("known").isEqualTo(new Requests(1, 0, 1, 0));

    // On another day, so that the other questions do not see them.
    var first = root(60, "ASIAFIRST", "web-v60", START.plus(Duration.ofDays(3)));
    var second = root(61, "ASIASECOND", "web-v60", START.plus(Duration.ofDays(3)));
    index.add(first);
    assertThat(client.take()).as("the first").isEqualTo(new Requests(2, 0, 2, 0));
    index.add(second);
    assertThat(client.take()).as("a later one").isEqualTo(new Requests(1, 0, 2, 0));
  }

  @Test
  void aPageOfFiftyDeploymentsCostsOneRequestForTheirIds() {
    var day = START.plus(Duration.ofDays(4));
    for (var number = 0; number < 50; number++) {
      index.add(
          root(
              200 + number,
              "ASIAMANY" + number,
              "ci-" + new UUID(8, number),
              day.plusSeconds(number)));
    }
    client.take();
    var list =
        (DeploymentList)
            questions.answer(
                new Question.Deployments(
                    Scope.parse("acme/web/prod"),
                    new Period(day, day.plus(Duration.ofHours(1))),
                    false,
                    Optional.empty()));

    assertThat(list.items()).hasSize(50);
    // The page, the claims, and what each session bought.
    assertThat(client.take()).isEqualTo(new Requests(1 + 50, 1, 0, 0));
  }

  @Test
  void keyOfRootSessionIsOneQuery() {
    var key = root.session().accessKey();

    assertThat(cost(new Question.WhoHasAccessKey(key, List.of()))).isEqualTo(claimAnd(1));
    assertThat(cost(new Question.WhoHasAccessKey(key, List.of(START.plusSeconds(5)))))
        .isEqualTo(claimAnd(1));
    assertThat(costOfCall(caller(root.session()))).isEqualTo(claimAnd(1));
  }

  @Test
  void assumedRoleOfRootSessionIsOneQuery() {
    var question =
        new Question.WhoIsPrincipal(
            root.session().assumedRole().orElseThrow(), START.plusSeconds(5));

    assertThat(cost(question)).isEqualTo(claimAnd(1));
  }

  @Test
  void callWithoutKeyIsOneQueryAndSoIsOneWithAnUnknownKey() {
    var session = root.session();
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
    assertThat(costOfKey(firstHop)).isEqualTo(claimAnd(2));
    assertThat(costOfKey(secondHop)).isEqualTo(claimAnd(3));
    assertThat(costOfKey(thirdHop)).isEqualTo(claimAnd(4));
    assertThat(costOfCall(caller(thirdHop.session()))).isEqualTo(claimAnd(4));
  }

  @Test
  void eventIdOfIssuanceIsOneQueryAndThoseOfItsCaller() {
    assertThat(costOfEvent(root)).isEqualTo(claimAnd(1));
    assertThat(costOfEvent(denied(11))).isEqualTo(queries(1));
    assertThat(costOfEvent(firstHop)).isEqualTo(claimAnd(2));
    assertThat(costOfEvent(thirdHop)).isEqualTo(claimAnd(4));
  }

  @Test
  void eventIdThatTheIndexDoesNotKeepIsOneQuery() {
    questions.answer(new Question.WhoMadeEvent(new UUID(9, 9).toString()));

    assertThat(client.take()).isEqualTo(queries(1));
  }

  @Test
  void targetHalfIsOneQueryForItsOtherCopyAndOneForTheCaller() {
    var supplied =
        new Call(
            targetHalf.event(),
            targetHalf.caller(),
            Optional.empty(),
            Optional.of(targetHalf.session()));

    assertThat(cost(new Question.WhoMadeRecord(supplied))).isEqualTo(claimAnd(2));
    assertThat(costOfEvent(targetHalf)).isEqualTo(claimAnd(3));
    assertThat(costOfEvent(loneHalf)).as("without the other copy").isEqualTo(claimAnd(3));
    assertThat(costOfEvent(ownHalf)).as("the caller's own copy").isEqualTo(claimAnd(2));
  }

  @Test
  void eachPageIsOneQuery() {
    var first = PageRequest.first(1);
    for (var page :
        List.of(
            index.withUuid(DEPLOYMENT.toString(), first),
            index.ofStack(STACK, ALWAYS, first),
            index.ofStackVersion(STACK, "3", first),
            index.ofDay(DAY, "", first),
            index.ofDay(DAY, "acme", first),
            index.deniedOn(DAY, "", first),
            index.deniedOn(DAY, "acme", first))) {
      assertThat(page.items()).hasSize(1);
      assertThat(page.next()).isPresent();
    }
    assertThat(client.take()).isEqualTo(queries(7));

    var all = PageRequest.first(1000);
    assertThat(index.ofStack(STACK, ALWAYS, all).items()).hasSize(4);
    assertThat(client.take()).isEqualTo(queries(1));

    var second = new PageRequest(1, index.ofDay(DAY, "", first).next());
    client.take();
    assertThat(index.ofDay(DAY, "", second).items()).hasSize(1);
    assertThat(client.take()).isEqualTo(queries(1));
  }

  @Test
  void eachWholeListIsOneQueryUpToAMegabyte() {
    var session = root.session();

    assertThat(index.withAccessKey(session.accessKey())).hasSize(1);
    assertThat(client.take()).isEqualTo(queries(1));
    assertThat(index.ofPrincipal(session.principal(), ALWAYS)).hasSize(2);
    assertThat(client.take()).isEqualTo(queries(1));
    assertThat(index.ofAssumedRole(session.assumedRole().orElseThrow(), ALWAYS)).hasSize(2);
    assertThat(client.take()).isEqualTo(queries(1));
    assertThat(index.boughtBy(session.principal(), ALWAYS)).hasSize(4);
    assertThat(client.take()).isEqualTo(queries(1));
    assertThat(index.ofEvent(root.event().id())).isPresent();
    assertThat(client.take()).isEqualTo(queries(1));
  }

  @Test
  void aDeploymentWithTenThousandCallsCostsThreeRequestsAPage() {
    // On another day, so that the other questions do not see it.
    var start = START.plus(Duration.ofDays(2));
    var busy = root(20, "ASIABUSY", "web-v9", start);
    index.add(busy);
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
    callIndex(engine.client()).add(calls);
    var indexed =
        new Questions(
            index, new IndexedCalls(callIndex(client), new NoCalls("not asked")), CONFIGURATION);
    var name = DeploymentName.parse("acme/web/prod@9");
    var seen = new HashSet<String>();
    var after = Optional.<String>empty();
    do {
      client.take();
      var page = (CallList) indexed.answer(new Question.Calls(name, after));
      page.items().forEach(item -> seen.add(item.attribution().event().orElseThrow().id()));
      after = page.next();
      if (after.isPresent()) {
        assertThat(client.take()).isEqualTo(new Requests(3, 1, 0, 0));
      }
    } while (after.isPresent());
    client.take();
    assertThat(seen).hasSize(10_000);
  }
}
