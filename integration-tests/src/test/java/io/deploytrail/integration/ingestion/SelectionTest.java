package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.adversary.World;
import io.deploytrail.adversary.WorldMaker;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.calls.RootSession;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.FollowUp;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.LogObject;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.Sightings;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What chooses records before the rules see them loses none that the rules tie to Pulumi, on
/// made-up worlds to which an adversary did something.
final class SelectionTest {
  private static final long SEED = Long.getLong("deploytrail.adversary.seed", 19);
  private static final int WORLDS = 300;
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), UTC);
  private static final Duration RETENTION = Duration.ofDays(400);
  private static final RecordReader READER = new RecordReader();

  /// Every third kind of perturbation, or as many as a longer run asks for.
  static IntStream ingested() {
    return IntStream.range(0, Integer.getInteger("deploytrail.ingested.worlds", 16))
        .map(world -> world * 3);
  }

  private static List<CloudTrailRecord> records(World world) {
    return world.records().stream().map(json -> READER.read(json).record()).toList();
  }

  private static Attributor rules(World world) {
    var index = new InMemorySessionIndex(world.setting().configuration().names());
    records(world).forEach(record -> add(record, index));
    return world.setting().configuration().attributor(index);
  }

  private static void add(CloudTrailRecord record, SessionIndex index) {
    switch (record) {
      case Root root -> index.add(root);
      case DeniedAttempt denied -> index.add(denied);
      case Call call -> call.link().ifPresent(index::add);
    }
  }

  private static Selection selection(World world) {
    var configuration = world.setting().configuration();
    return new Selection(
        configuration.names(), configuration.providers(), configuration::attributor);
  }

  /// The root issuance from which the call comes, if it is known.
  private static Optional<Root> root(List<Issuance> chain) {
    return chain.isEmpty() || !(chain.getLast() instanceof Root root)
        ? Optional.empty()
        : Optional.of(root);
  }

  @Test
  void theAnswersRootIsAlwaysAmongThePossibleOrigins() {
    var asked = 0;
    for (var number = 0; number < WORLDS; number++) {
      var world = WorldMaker.perturbed(SEED, number).readable();
      var rules = rules(world);
      for (var record : records(world)) {
        if (record instanceof Call call) {
          var answer = rules.attribute(call).origin();
          var possible = rules.possibleOrigins().apply(call);
          var top = root(answer.chain());
          if (top.isPresent()) {
            asked++;
            assertThat(possible)
                .as("world %d, event %s", number, call.event().id())
                .anyMatch(origin -> root(origin.origin().chain()).equals(top));
          }
          if (answer.verdict().isPulumi()) {
            assertThat(possible)
                .as("world %d, event %s", number, call.event().id())
                .anyMatch(origin -> origin.origin().verdict().isPulumi());
          }
        }
      }
    }
    assertThat(asked).isGreaterThan(1000);
  }

  @Test
  void everyCallThatIsNotNobodysMayMatter() {
    for (var number = 0; number < WORLDS; number++) {
      var world = WorldMaker.perturbed(SEED, number).readable();
      var rules = rules(world);
      var selection = selection(world);
      for (var record : records(world)) {
        if (record instanceof Call call) {
          var verdict = rules.attribute(call).verdict();
          if (verdict != Verdict.NONE && verdict != Verdict.SUSPECT) {
            assertThat(selection.mayMatter(call))
                .as("world %d, event %s: %s", number, call.event().id(), call.caller())
                .isTrue();
          }
        }
      }
    }
  }

  /// Each record in a file of its own, in the order in which the world delivers them.
  @ParameterizedTest
  @MethodSource("ingested")
  void everyCallOfAKnownRootIsIndexedUnderItWhateverComesFirst(int number) {
    var world = WorldMaker.perturbed(SEED, number).readable();
    var rules = rules(world);
    try (var engine = DynamoDbLocal.start()) {
      var template = Home.file("template.yaml");
      var client = engine.client();
      engine.createTable(template, "SessionsTable");
      engine.createTable(template, "CallsTable");
      engine.createTable(template, "SightingsTable");
      var calls = new CallIndex(client, "CallsTable", RETENTION, CLOCK);
      var open = new ArrayDeque<FollowUp>();
      var ingestion =
          new LogIngestion(
              new DynamoSessionIndex(
                  client,
                  "SessionsTable",
                  world.setting().configuration().names(),
                  RETENTION,
                  CLOCK),
              calls,
              new Sightings(client, "SightingsTable", Duration.ofDays(14), CLOCK),
              open::add,
              selection(world),
              true);
      var files = new HashMap<LogObject, byte[]>();
      for (var json : world.records()) {
        var object = new LogObject("trail", "file-" + files.size());
        files.put(object, file(json));
        ingestion.ingest(object, content(files, object));
        followUp(open, ingestion, files);
      }

      for (var call : records(world)) {
        if (call instanceof Call made) {
          var origin = rules.attribute(made).origin();
          root(origin.chain())
              .filter(_ -> origin.verdict().isPulumi())
              .ifPresent(root ->
                  assertThat(indexed(calls, root))
                      .as("world %d, of root %s", number, root.event().id())
                      .contains(made.event().id()));
        }
      }
    }
  }

  private static List<String> indexed(CallIndex calls, Root root) {
    return calls.ofSession(RootSession.of(root), Optional.empty(), 1000).stream()
        .map(Activity::event)
        .map(event -> event.id())
        .toList();
  }

  private static void followUp(
      ArrayDeque<FollowUp> open, LogIngestion ingestion, Map<LogObject, byte[]> files) {
    var done = new HashSet<FollowUp>();
    while (!open.isEmpty()) {
      var next = open.pop();
      if (!done.add(next)) {
        continue;
      }
      switch (next) {
        case FollowUp.Callers callers -> ingestion.find(callers);
        case FollowUp.Reread reread -> ingestion.reread(reread, content(files, reread.object()));
      }
    }
  }

  private static byte[] file(byte[] json) {
    return ("{\"Records\":[" + new String(json, UTF_8) + "]}").getBytes(UTF_8);
  }

  private static ByteArrayInputStream content(Map<LogObject, byte[]> files, LogObject object) {
    return new ByteArrayInputStream(files.getOrDefault(object, new byte[0]));
  }
}
