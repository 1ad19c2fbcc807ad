package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.Pace;
import io.deploytrail.aws.SimulatedTime;
import io.deploytrail.cli.console.Home;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.functions.backfillsessions.BackfillSessionsHandler;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.ingestion.FakeEventHistory;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.SessionBackfill;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.Installation;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.integration.template.StateMachine;
import io.deploytrail.integration.template.Template;
import io.deploytrail.questions.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The session index filled from the event history of two Regions, by the template's state machine
/// and the function that it invokes.
final class BackfillSessionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Configuration CONFIGURATION = Configuration.DEFAULT;
  private static final String FOLDER = "backfill-sessions";
  private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1");
  private static final String PERIOD =
      "\"from\":\"2026-11-20T00:00:00Z\",\"to\":\"2026-11-21T00:00:00Z\"";

  /// One run ends by itself so long before its time is up.
  private static final int RESERVE_MILLIS = 60_000;

  private int millisForRequests = 600_000;
  private final DynamoDbLocal engine = DynamoDbLocal.start();
  private final SimulatedTime time = new SimulatedTime(MadeUpOrganization.end());
  private final RecordingContext context =
      new RecordingContext(() -> RESERVE_MILLIS + millisForRequests);
  private final Map<String, FakeEventHistory> histories = new HashMap<>();
  private final BackfillSessionsHandler handler;

  BackfillSessionsTest() {
    var sessions =
        new DynamoSessionIndex(
            engine.client(),
            engine.createTable(Home.file("template.yaml"), "SessionsTable"),
            CONFIGURATION.names(),
            Duration.ofDays(400),
            Clock.fixed(MadeUpOrganization.end(), UTC));
    var selection =
        new Selection(CONFIGURATION.names(), CONFIGURATION.providers(), CONFIGURATION::attributor);
    handler =
        new BackfillSessionsHandler(
            new SessionBackfill(sessions, selection),
            histories::get,
            deadline -> new Pace(Duration.ofMillis(550), time, time::pass, deadline),
            time);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  /// Each record is in one Region's history.
  private void histories(List<ObjectNode> records, Random random, IntPredicate fails) {
    var split =
        records.stream()
            .collect(Collectors.groupingBy(_ -> REGIONS.get(random.nextInt(REGIONS.size()))));
    for (var region : REGIONS) {
      var inRegion = split.getOrDefault(region, List.of());
      histories.put(region, new FakeEventHistory(inRegion, time, fails));
    }
  }

  private void backfill() throws IOException {
    var substitutions =
        Map.of(
            "Partition",
            "aws",
            "Region",
            REGIONS.getFirst(),
            "Regions",
            String.join(" ", REGIONS),
            "Backfill",
            "backfill-sessions");
    StateMachine.of(Template.HOME, "BackfillSessions", substitutions, this::invoke)
        .run(JSON.readValue("{" + PERIOD + "}", Object.class));
  }

  private Object invoke(String resource, Map<String, Object> arguments) {
    assertThat(resource).isEqualTo("lambda:invoke");
    assertThat(arguments).containsEntry("FunctionName", "backfill-sessions");
    try {
      var answer = invoke(JSON.writeValueAsString(arguments.get("Payload")));
      return Map.of("Payload", JSON.readValue(answer, Object.class));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String invoke(String input) {
    return Corpus.invoke(handler, input.getBytes(UTF_8), context).toString();
  }

  static Stream<String> inputs() {
    return Corpus.names(FOLDER).stream();
  }

  /// The histories are empty, as they are for `sam local`.
  @ParameterizedTest
  @MethodSource("inputs")
  void inputHasTheExpectedAnswer(String name) {
    histories(List.of(), new Random(1), _ -> false);

    var answer = Corpus.invoke(handler, Corpus.input(FOLDER, name), context);

    assertThat(answer).isEqualTo(Corpus.expected(FOLDER, name));
  }

  private Set<Map<String, AttributeValue>> items() {
    return new HashSet<>(
        engine.client().scanPaginator(scan -> scan.tableName("SessionsTable")).items().stream()
            .toList());
  }

  private static Set<Map<String, AttributeValue>> ofLogFiles(List<ObjectNode> records, long seed) {
    try (var installation = new Installation()) {
      installation.takeIn(MadeUpOrganization.files(records, 10, seed), new Random(seed));
      return new HashSet<>(
          installation
              .client()
              .scanPaginator(scan -> scan.tableName("SessionsTable"))
              .items()
              .stream()
              .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void fillsTheIndexAsTheLogFilesDo(long seed) throws IOException {
    var records = MadeUpOrganization.records(seed, 16);
    histories(records, new Random(seed), request -> request % 7 == 0);
    millisForRequests = 2_000;

    backfill();

    assertThat(items()).isEqualTo(ofLogFiles(records, seed)).hasSizeGreaterThan(25);
    assertThat(context.lines()).filteredOn(line -> line.contains("\"done\":false")).isNotEmpty();
  }

  @Test
  void secondBackfillFindsNothingAndChangesNothing() throws IOException {
    histories(MadeUpOrganization.records(3, 20), new Random(3), _ -> false);
    backfill();
    var once = items();
    context.lines().clear();

    backfill();

    assertThat(items()).isEqualTo(once).isNotEmpty();
    assertThat(context.lines())
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(line -> assertThat(line).contains("\"found\":0"));
  }

  @Test
  void asksEachRegionNoMoreThanTwiceASecond() throws IOException {
    histories(MadeUpOrganization.records(4, 20), new Random(4), _ -> false);

    backfill();

    assertThat(histories).hasSize(2);
    for (var history : histories.values()) {
      var begun = history.begun();
      assertThat(begun).hasSizeGreaterThan(5);
      for (var request = 2; request < begun.size(); request++) {
        assertThat(Duration.between(begun.get(request - 2), begun.get(request)))
            .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  void looksForLinksByKeyWhereManyOthersAssumeRoles() throws IOException {
    var records = new ArrayList<>(MadeUpOrganization.records(5, 8));
    for (var other = 0; other < 4_000; other++) {
      records.add(byUser(other));
    }
    histories(records, new Random(5), _ -> false);

    backfill();

    assertThat(histories.values()).allSatisfy(it -> assertThat(it.keysAsked()).isPositive());
    var links = records.stream().filter(BackfillSessionsTest::isChained).count();
    assertThat(items())
        .filteredOn(item -> item.toString().contains("accessKeyId=AttributeValue(S=ASIALINK"))
        .hasSizeGreaterThan(8)
        .hasSizeLessThanOrEqualTo((int) links);
  }

  private static boolean isChained(ObjectNode record) {
    return record.path("eventName").asText().equals("AssumeRole");
  }

  private static ObjectNode byUser(int number) {
    var at = MadeUpOrganization.START.plusSeconds(number);
    var record = MadeUpOrganization.bareRecord(new UUID(77, number), at);
    record.put("eventSource", "sts.amazonaws.com").put("eventName", "AssumeRole");
    record
        .putObject("userIdentity")
        .put("type", "IAMUser")
        .put("principalId", "AIDAUSER")
        .put("accessKeyId", "AKIAUSER");
    return record;
  }

  @Test
  void recordThatCannotBeReadIsNamedAndCounted() {
    var broken = MadeUpOrganization.bareRecord(new UUID(8, 8), MadeUpOrganization.START);
    broken.put("eventSource", "sts.amazonaws.com").put("eventName", "AssumeRoleWithWebIdentity");
    broken.put("eventVersion", 7).put("userIdentity", "a text");
    histories(List.of(broken), new Random(6), _ -> false);

    var answers =
        REGIONS.stream()
            .map(region ->
                invoke("{\"region\":\"%s\",\"part\":\"issuances\",%s}".formatted(region, PERIOD)))
            .toList();

    assertThat(answers).filteredOn(answer -> answer.contains("\"unreadable\":1")).hasSize(1);
    assertThat(context.lines())
        .filteredOn(line -> line.contains(new UUID(8, 8).toString()))
        .hasSize(1);
  }

  @Test
  void inputIsCheckedBeforeAnythingIsAsked() {
    histories(List.of(), new Random(7), _ -> true);
    Map.of(
            "{}", "\"region\" takes a Region such as eu-west-1",
            "{\"region\":\"Ireland\"}", "not \"Ireland\"",
            "{\"region\":\"eu-west-1\"}", "\"part\" takes issuances or links",
            "{\"region\":\"eu-west-1\",\"part\":\"links\",\"from\":\"May\"}",
                "\"from\" takes a time",
            "{\"region\":\"eu-west-1\",\"part\":\"links\",\"window\":6}",
                "\"window\" takes a duration",
            "{\"region\":\"eu-west-1\",\"part\":\"links\",\"to\":\"2026-01-01T00:00:00Z\",\"from\":\"2026-02-01T00:00:00Z\"}",
                "a backfill goes from its beginning")
        .forEach((input, message) ->
            assertThatThrownBy(() -> invoke(input))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message));
  }

  @Test
  void withoutAPeriodItTakesNinetyDays() {
    histories(List.of(), new Random(8), _ -> false);

    assertThat(invoke("{\"region\":\"eu-west-1\",\"part\":\"links\"}"))
        .contains("\"from\":\"" + start() + "\"");
  }

  private static Instant start() {
    return MadeUpOrganization.end().minus(Duration.ofDays(90));
  }
}
