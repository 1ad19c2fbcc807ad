package io.deploytrail.integration.drills;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.integration.drills.TakingIn.Message;
import io.deploytrail.integration.questions.WorldDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drill: a secret of its own in each place of a record, searched for in all that comes out: the
/// tables, the functions' answers and logs, the commands' output, files and database.
final class CanariesTest {
  private static final List<String> FORMATS = List.of("table", "json", "ndjson", "csv");
  private static final String DAYS = " --from 2026-11-19 --to 2026-11-22";

  private final List<CanaryPlace> places = CanaryPlace.all();
  private final List<String> canaries =
      IntStream.range(0, places.size())
          .mapToObj(number -> "CANARY" + new UUID(Drills.SEED, number))
          .toList();

  /// What is no secret, to see that the search finds something.
  private final String control = CanaryRecords.of(0).call().path("eventID").asText();

  private final Outputs outputs =
      new Outputs(Stream.concat(canaries.stream(), Stream.of(control)).toList());

  @TempDir private Path folder = Path.of("");

  @Test
  void noSecretComesOut() throws IOException {
    functions();
    commands();

    var found = new TreeMap<String, Set<String>>();
    var wrong = Difference.NONE;
    for (var number = 0; number < places.size(); number++) {
      var place = places.get(number);
      var where = outputs.with(canaries.get(number));
      if (place.isKept()) {
        found.put(place.name(), where);
        assertThat(where).as(place.name()).isNotEmpty();
      } else if (!where.isEmpty()) {
        wrong = wrong.and(Difference.wrong(place.name() + " in " + where));
      }
    }
    Drills.tell(
        "canaries",
        "%d places in %d outputs of %d bytes; kept as the field's own text: %s"
            .formatted(places.size() - found.size(), outputs.count(), outputs.bytes(), found),
        wrong);
    assertThat(outputs.with(control))
        .contains("tables", "file calls.parquet", "command attribute", "command calls", "calls");
    assertThat(wrong).isEqualTo(Difference.NONE);
    assertThat(places.size() - found.size()).isGreaterThanOrEqualTo(24);
  }

  private List<String> texts(int number) {
    return places.get(number).texts(number, canaries.get(number));
  }

  private void functions() {
    try (var engine = DynamoDbLocal.start()) {
      Tables.create(engine.client());
      var bucket = new HashMap<String, byte[]>();
      for (var number = 0; number < places.size(); number++) {
        bucket.put(Deliverables.key("file-" + number), file(number).getBytes(UTF_8));
      }
      var functions = TakingIn.over(engine.client(), bucket);
      for (var number = 0; number < places.size(); number++) {
        for (var text : texts(number)) {
          var event =
              "{\"source\":\"aws.sts\",\"account\":\"111122223333\",\"detail\":" + text + "}";
          functions.failures(List.of(new Message(true, "message", event)));
        }
        var message = Deliverables.notification(Deliverables.key("file-" + number));
        functions.failures(List.of(new Message(false, "message", message)));
      }
      for (var followUps = functions.takeFollowUps();
          !followUps.isEmpty();
          followUps = functions.takeFollowUps()) {
        outputs.add("follow-ups", followUps.toString());
        followUps.forEach(body -> functions.failures(List.of(new Message(false, "message", body))));
      }
      outputs.add("tables", Tables.items(engine.client()).toString());
      outputs.add("logs of index-sessions and ingest-logs", functions.context().lines().toString());
      ask(QueryFunction.over(engine.client()));
    }
  }

  private String file(int number) {
    return "{\"Records\":[" + String.join(",\n", texts(number)) + "]}";
  }

  private void ask(QueryFunction function) {
    for (var number = 0; number < places.size(); number++) {
      for (var record : CanaryRecords.of(number).all()) {
        var id = Map.of("eventId", record.path("eventID").asText());
        outputs.add("who", function.all("who", id).toString());
      }
      for (var text : texts(number)) {
        outputs.add("who of a record", function.post("/who", text).toString());
      }
      outputs.add(
          "who", function.get("/who", Map.of("accessKeyId", CanaryRecords.key(number))).toString());
      var name = Map.of("deployment", new UUID(9, number).toString());
      outputs.add("calls", function.all("calls", name).toString());
    }
    var days = Map.of("from", "2026-11-19", "to", "2026-11-22");
    outputs.add("deployments", function.all("deployments", days).toString());
    outputs.add("denied", function.all("denied", days).toString());
    for (var name : List.of("bucket-1", "bucket-2", canaries.getFirst())) {
      var changes = new HashMap<>(days);
      changes.put("resource", name.startsWith("CANARY") ? "arn:aws:s3:::bucket-3" : name);
      outputs.add("changes", function.all("changes", changes).toString());
    }
    outputs.add("logs of query-deployments", function.context().lines().toString());
  }

  private void commands() throws IOException {
    var logs = Files.createDirectory(folder.resolve("logs"));
    for (var number = 0; number < places.size(); number++) {
      Files.writeString(logs.resolve(number + ".json"), file(number));
    }
    run("index " + logs);
    run("sessions " + logs);
    for (var format : FORMATS) {
      run("attribute --all --format " + format + " " + logs);
      run("deployments --all-sessions --format " + format + DAYS);
      run("denied --format " + format + DAYS);
      run("changes bucket-1 --format " + format + DAYS);
    }
    run("attribute --all --format ocsf " + logs);
    run("attribute --all --format parquet -o " + folder.resolve("calls.parquet") + " " + logs);
    for (var number = 0; number < places.size(); number++) {
      run("who " + CanaryRecords.key(number));
      run("calls --format ndjson " + new UUID(9, number));
      for (var record : CanaryRecords.of(number).all()) {
        run("who " + record.path("eventID").asText());
      }
      for (var text : texts(number)) {
        var written = new WorldDesk(folder).written(text, "who", "-");
        outputs.add("who -", written.out() + written.err());
      }
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(logs)) {
          outputs.add("file " + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
  }

  private void run(String command) {
    var words = new ArrayList<>(List.of(command.split(" ")));
    var written = new WorldDesk(folder).written("", words.toArray(String[]::new));
    var name = command.contains("--format ocsf") ? "attribute as OCSF" : words.getFirst();
    outputs.add("command " + name, written.out() + written.err());
  }
}
