package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.adversary.World;
import io.deploytrail.adversary.WorldMaker;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.calls.RootSession;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.ingestion.FollowUp;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.LogObject;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.Sightings;
import io.deploytrail.ingestion.WholeTrail;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Made-up worlds to which an adversary did something, as log files of one record: every call that
/// the rules give a root is indexed under it.
final class WorldIngestionTest {
  private static final long SEED = Long.getLong("deploytrail.adversary.seed", 19);
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), UTC);
  private static final Duration RETENTION = Duration.ofDays(400);

  /// Every third kind of perturbation, or as many as a longer run asks for.
  static IntStream ingested() {
    return IntStream.range(0, Integer.getInteger("deploytrail.ingested.worlds", 16))
        .map(world -> world * 3);
  }

  private static WholeTrail whole(World world) {
    return WholeTrail.of(world.setting().configuration(), world.records());
  }

  private static Selection selection(World world) {
    var configuration = world.setting().configuration();
    return new Selection(
        configuration.names(), configuration.providers(), configuration::attributor);
  }

  /// Each record in a file of its own, in the order in which the world delivers them.
  @ParameterizedTest
  @MethodSource("ingested")
  void everyCallOfAKnownRootIsIndexedUnderItWhateverComesFirst(int number) {
    var world = WorldMaker.perturbed(SEED, number).readable();
    var whole = whole(world);
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

      for (var call : whole.calls()) {
        var origin = whole.rules().attribute(call).origin();
        WholeTrail.root(origin)
            .filter(_ -> origin.verdict().isPulumi())
            .ifPresent(root ->
                assertThat(indexed(calls, root))
                    .as("world %d, of root %s", number, root.event().id())
                    .contains(call.event().id()));
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
