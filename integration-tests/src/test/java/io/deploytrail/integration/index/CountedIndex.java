package io.deploytrail.integration.index;

import static io.deploytrail.integration.index.NumberedFacts.START;
import static io.deploytrail.integration.index.NumberedFacts.caller;
import static io.deploytrail.integration.index.NumberedFacts.denied;
import static io.deploytrail.integration.index.NumberedFacts.half;
import static io.deploytrail.integration.index.NumberedFacts.link;
import static io.deploytrail.integration.index.NumberedFacts.root;
import static java.time.ZoneOffset.UTC;

import io.deploytrail.aws.CountingDynamoDbClient;
import io.deploytrail.aws.CountingDynamoDbClient.Requests;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.Questions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A session index that counts its requests, and holds chains of one deployment's sessions.
final class CountedIndex implements AutoCloseable {
  static final Configuration CONFIGURATION =
      Configuration.of(List.of("${project.name}-v${deployment.version}"), List.of(), List.of());

  static final UUID DEPLOYMENT = new UUID(7, 7);
  final DynamoDbLocal engine = DynamoDbLocal.start();
  final CountingDynamoDbClient client = new CountingDynamoDbClient(engine.client());
  private final String table = engine.createTable(Home.file("template.yaml"), "SessionsTable");
  final DynamoSessionIndex index = open();
  private final String callsTable = engine.createTable(Home.file("template.yaml"), "CallsTable");
  final Questions questions = new Questions(index, new NoCalls("not asked"), CONFIGURATION);
  final Root root = root(1, "ASIAROOT", "web-v3", START);
  final Link firstHop = link(2, caller(root.session()), "ASIAHOP1", "hop-one");
  final Link secondHop = link(3, caller(firstHop.session()), "ASIAHOP2", "hop-two");
  final Link thirdHop = link(4, caller(secondHop.session()), "ASIAHOP3", "hop-three");
  final Link ownHalf = link(5, caller(root.session()), "ASIATARGET", "target");
  final Link targetHalf = link(6, half(root.session()), "ASIATARGET", "target");
  final Link loneHalf = link(7, half(root.session()), "ASIALONE", "lone");

  CountedIndex() {
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

  DynamoSessionIndex open() {
    return new DynamoSessionIndex(
        client,
        table,
        CONFIGURATION.names(),
        Duration.ofDays(400),
        Clock.fixed(START.plus(Duration.ofDays(1)), UTC));
  }

  CallIndex callIndex(DynamoDbClient through) {
    return new CallIndex(
        through,
        callsTable,
        Duration.ofDays(400),
        Clock.fixed(START.plus(Duration.ofDays(1)), UTC));
  }

  @Override
  public void close() {
    engine.close();
  }

  /// And the claim of the version that the root's name states.
  static Requests claimAnd(int queries) {
    return new Requests(queries, 1, 0, 0);
  }

  static Requests queries(int count) {
    return new Requests(count, 0, 0, 0);
  }
}
