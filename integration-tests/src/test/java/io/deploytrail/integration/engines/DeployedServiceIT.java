package io.deploytrail.integration.engines;

import static io.deploytrail.integration.corpus.Corpus.INDEX_SESSIONS;
import static io.deploytrail.integration.corpus.Corpus.QUERY_DEPLOYMENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.ingestion.WholeTrail;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.pulumi.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;

/// The whole of template.yaml on an emulation of AWS: records go in at the event bus and at the
/// bucket, answers come out of the function and its URL, with the permissions that the template
/// gives.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeployedServiceIT {
  /// Hops beyond the first, which EventBridge's rule does not see, but log files and the event
  /// history do; and other accounts' records, as the emulation hands on no events between accounts.
  private static final Set<String> NOT_BY_THE_RULE =
      Set.of(
          "12-cross-account-target-half.json",
          "14-second-hop.json",
          "15-copied-name.json",
          "21-forwarded-from-another-account.json",
          "30-assume-root.json",
          "31-static-name-and-saml-in-one-second.json",
          "32-copies-a-second-apart.json");

  /// Needs CloudTrail's event history, of which the emulation has another idea.
  private static final Set<String> BY_EVENT_HISTORY =
      Set.of(
          "calls-by-version.json",
          "calls-latest.json",
          "calls-of-an-unknown-deployment.json",
          "changes-of-a-stack-at-a-time.json",
          "changes-of-a-table.json",
          "url-changes.json",
          "who-event-in-history.json",
          "who-event-unknown.json");

  private static final String OTHER_KEY = "ASIAOTHER%011d";
  private static final String WHO_OTHER =
      "{\"question\":\"who\",\"accessKeyId\":\"" + OTHER_KEY + "\"}";

  private final MiniStack engine = MiniStack.start();
  private final DeployedService service = DeployedService.on(engine);

  private final List<ObjectNode> trail = MadeUpOrganization.records(9, 12);

  /// The later half first.
  @BeforeAll
  void putLogFilesIntoTheBucket() {
    var half = trail.size() / 2;
    var files = new ArrayList<byte[]>();
    files.addAll(MadeUpOrganization.files(trail.subList(half, trail.size()), 1, 10));
    files.addAll(MadeUpOrganization.files(trail.subList(0, half), 1, 10));
    for (var file = 0; file < files.size(); file++) {
      var name = "111122223333_CloudTrail_us-east-1_20261120T0900Z_%016d.json.gz".formatted(file);
      var key = "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/" + name;
      service.buckets.putObject(
          request -> request.bucket(DeployedService.TRAIL).key(key),
          RequestBody.fromBytes(files.get(file)));
    }
  }

  @BeforeAll
  void putTheCorpusOnTheBus() {
    for (var name : Corpus.names(INDEX_SESSIONS)) {
      Corpus.events(name).filter(event -> isOwn(event)).forEach(service::put);
    }
    service.awaitEmpty(service.output("IssuanceQueueUrl"));
    for (var name : NOT_BY_THE_RULE) {
      Corpus.events(name)
          .forEach(event ->
              service.invoke(
                  service.output("IndexSessionsFunctionName"), event.toString().getBytes(UTF_8)));
    }
  }

  @AfterAll
  void stop() {
    service.close();
    engine.close();
  }

  private static boolean isOwn(JsonNode event) {
    return event.path("account").asText().equals(MiniStack.ACCOUNT);
  }

  static Stream<String> questions() {
    return Corpus.names(QUERY_DEPLOYMENTS).stream()
        .filter(name -> !BY_EVENT_HISTORY.contains(name));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void questionHasTheExpectedAnswer(String name) {
    var question = Corpus.input(QUERY_DEPLOYMENTS, name);

    assertThat(service.ask(question)).isEqualTo(Corpus.expected(QUERY_DEPLOYMENTS, name));
  }

  static Stream<String> requests() {
    return questions().filter(name -> name.startsWith("url-"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void signedRequestHasTheExpectedAnswer(String name) {
    var request = Corpus.json(Corpus.input(QUERY_DEPLOYMENTS, name));
    var expected = Corpus.expected(QUERY_DEPLOYMENTS, name);

    var answer = service.request(request, Optional.of(MiniStack.ROOT));

    assertThat(answer.statusCode()).isEqualTo(expected.path("statusCode").asInt());
    assertThat(Corpus.json(answer.body()))
        .isEqualTo(Corpus.json(expected.path("body").asText().getBytes(UTF_8)));
  }

  @Test
  void unsignedRequestIsRefused() {
    var request = Corpus.json(Corpus.input(QUERY_DEPLOYMENTS, "url-explain.json"));

    assertThat(service.request(request, Optional.empty()).statusCode()).isEqualTo(403);
  }

  /// Links may come in later files than the calls of their sessions, which takes a second reading
  /// some minutes later.
  @Test
  void logFilesGiveEachDeploymentTheCallsThatTheWholeTrailGivesIt() {
    var calls = callsByDeployment();
    assertThat(calls).hasSizeGreaterThan(2);
    calls.forEach((deployment, expected) ->
        Patience.of(Duration.ofMinutes(6))
            .until(() ->
                assertThat(
                        calls(
                            "{\"question\":\"calls\",\"deployment\":\"%s\"}".formatted(deployment)))
                    .as("calls of %s", deployment)
                    .isEqualTo(expected)));
    assertThat(service.size(service.output("LogFileDeadLettersUrl"))).isZero();
  }

  /// What stands out among the calls of each deployment whose token was exchanged in the trail.
  private Map<String, Set<String>> callsByDeployment() {
    var reader = new RecordReader();
    var whole = WholeTrail.of(trail).rules();
    var calls = new TreeMap<String, Set<String>>();
    for (var record : trail) {
      var json = MadeUpOrganization.bytes(record);
      switch (reader.read(json).record()) {
        case Root root ->
            whole
                .origin(root)
                .deployment()
                .field(Variable.ID)
                .ifPresent(id -> calls.computeIfAbsent(id, _ -> new TreeSet<>()));
        case DeniedAttempt _ -> {}
        case Call call -> {
          var id = whole.attribute(call).origin().deployment().field(Variable.ID).orElse("");
          if (reader.activity(call, json, 0, json.length).standsOut() && calls.containsKey(id)) {
            calls.get(id).add(call.event().id());
          }
        }
      }
    }
    return calls;
  }

  private Set<String> calls(String question) {
    return service
        .ask(question.getBytes(UTF_8))
        .path("items")
        .valueStream()
        .map(item -> item.path("eventId").asText())
        .collect(Collectors.toSet());
  }

  @Test
  void unreadableRecordBecomesADeadLetterAndTheOthersAreIndexed() {
    var poison = ofAnotherStack(1);
    ((ObjectNode) poison.path("detail")).remove("eventTime");
    var sound = ofAnotherStack(2);

    service.put(poison);
    service.put(sound);

    service.awaitMessages(service.output("IssuanceDeadLettersUrl"), 1);
    service.awaitEmpty(service.output("IssuanceQueueUrl"));
    assertThat(service.receive(service.output("IssuanceDeadLettersUrl")))
        .singleElement()
        .satisfies(letter -> assertThat(letter.body()).contains(OTHER_KEY.formatted(1)));
    assertThat(ask(WHO_OTHER.formatted(2))).contains("\"verdict\":\"DEPLOYMENT\"");
  }

  /// As docs/operations.md has it: a letter's body, for the function itself.
  @Test
  void deadLetterIsIndexedWhenItsCauseIsGoneAndItIsSentThroughAgain() {
    var letters = service.output("IssuanceDeadLettersUrl");
    var before = service.size(letters);
    var permission = service.withdraw("IndexSessions", "WriteSessions");
    service.put(ofAnotherStack(3));
    service.awaitMessages(letters, before + 1);
    permission.restore();
    assertThat(ask(WHO_OTHER.formatted(3))).contains("\"verdict\":\"NONE\"");

    var letter =
        service.receive(letters).stream()
            .filter(message -> message.body().contains(OTHER_KEY.formatted(3)))
            .findFirst()
            .orElseThrow();
    service.invoke(service.output("IndexSessionsFunctionName"), letter.body().getBytes(UTF_8));

    assertThat(ask(WHO_OTHER.formatted(3))).contains("\"verdict\":\"DEPLOYMENT\"");
  }

  /// Half of the time in which messages are tried here; an outage of half an hour is a seventh of
  /// what template.yaml gives them.
  private static final Duration OUTAGE = Duration.ofSeconds(12);

  @Test
  void whatTheTableRefusesForAWhileIsIndexedWithoutAHand() {
    var numbers = IntStream.range(10, 15).boxed().toList();
    var letters = service.output("IssuanceDeadLettersUrl");
    var before = service.size(letters);
    var permission = service.withdraw("IndexSessions", "WriteSessions");
    var end = System.nanoTime() + OUTAGE.toNanos();
    numbers.forEach(number -> service.put(ofAnotherStack(number)));
    Patience.of(OUTAGE.multipliedBy(2))
        .until(() -> assertThat(System.nanoTime()).isGreaterThan(end));
    assertThat(service.size(service.output("IssuanceQueueUrl")))
        .isGreaterThanOrEqualTo(numbers.size());
    permission.restore();

    service.awaitEmpty(service.output("IssuanceQueueUrl"));

    assertThat(service.size(letters)).isEqualTo(before);
    assertThat(numbers)
        .allSatisfy(number ->
            assertThat(ask(WHO_OTHER.formatted(number))).contains("\"verdict\":\"DEPLOYMENT\""));
  }

  /// The issuance to a deployment of a stack that nothing else in these tests is about.
  private static JsonNode ofAnotherStack(int number) {
    var event = Corpus.events("01-deployment-by-id.json").findFirst().orElseThrow();
    var text =
        event
            .toString()
            .replace("acme-web-prod", "acme-other-prod")
            .replace("project:web", "project:other")
            .replace("3f6a1c52-8d0e-4b7a-9c11-5e2d7f80a941", new UUID(7, number).toString())
            .replace("e1000000-0000-4000-8000-000000000001", new UUID(8, number).toString())
            .replace("ASIAWEBPROD000000001", OTHER_KEY.formatted(number));
    return Corpus.json(text.getBytes(UTF_8));
  }

  private String ask(String question) {
    return service.ask(question.getBytes(UTF_8)).toString();
  }
}
