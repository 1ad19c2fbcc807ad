package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.console.Terminal.Look;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// What the JVM is shown once, so that it starts and reads faster from then on: a trail is read and
/// asked about as people do. The launcher runs it where an AOT cache is to be made of it.
///
/// The trail is made of the records in `events/`, copied to other times, ids and keys. Most calls
/// are those of sessions whose issuance is not in it, as in any trail.
final class TrainingRun {
  private static final int FILES = 40;
  private static final int COPIES_A_FILE = 12;

  /// One copy in so many has its issuances beside it.
  private static final int WITH_ISSUANCES = 8;

  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final Pattern EVENT_ID = Pattern.compile("(\"eventID\":\")[^\"]*");
  private static final Pattern KEY = Pattern.compile("(\"ASIA[A-Z0-9]{1,12})[A-Z0-9]{4}\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Random random = new Random(1);
  private final List<String> issuances = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();

  private TrainingRun(Path folder) {
    this.folder = folder;
  }

  /// Leaves what it makes in a folder that is there.
  public static void main(String[] arguments) throws IOException {
    var run = new TrainingRun(Path.of(arguments[0]));
    run.writeTrail();
    run.commands();
  }

  private void writeTrail() throws IOException {
    for (var events : List.of("events/index-sessions", "events/query-deployments")) {
      try (var files = Files.list(Home.file(events))) {
        for (var file : files.filter(it -> it.toString().endsWith(".json")).sorted().toList()) {
          take(JSON.readTree(file.toFile()));
        }
      }
    }
    var trail = Files.createDirectories(folder.resolve("trail"));
    for (var number = 0; number < FILES; number++) {
      var records = new ArrayList<String>();
      for (var copy = 0; copy < COPIES_A_FILE; copy++) {
        copy(number * COPIES_A_FILE + copy, records);
      }
      var text = "{\"Records\":[" + String.join(",", records) + "]}";
      try (var out =
          new GZIPOutputStream(Files.newOutputStream(trail.resolve(number + ".json.gz")))) {
        out.write(text.getBytes(UTF_8));
      }
    }
  }

  /// The records that stand anywhere in it.
  private void take(JsonNode node) {
    if (node.path("eventID").isTextual() && node.path("eventName").isTextual()) {
      var isIssuance = node.path("eventName").asText().startsWith("AssumeRole");
      (isIssuance ? issuances : calls).add(node.toString());
    } else {
      node.forEach(this::take);
    }
  }

  private void copy(int number, List<String> records) {
    if (number % WITH_ISSUANCES == 0) {
      issuances.forEach(record -> records.add(copied(record, number)));
    }
    calls.forEach(record -> records.add(copied(record, number)));
  }

  private String copied(String record, int number) {
    var later =
        TIME.matcher(record)
            .replaceAll(time -> Instant.parse(time.group()).plusSeconds(61L * number).toString());
    var key = "$1%04d\"".formatted(number);
    var id = "$1" + new UUID(random.nextLong(), random.nextLong());
    return EVENT_ID.matcher(KEY.matcher(later).replaceAll(key)).replaceAll(id);
  }

  private void commands() throws IOException {
    System.setProperty("deploytrail.folder", folder.toString());
    var trail = folder.resolve("trail").toString();
    run("--version");
    run("--help");
    run("attribute", trail);
    run("attribute", trail, "--format", "csv");
    run("index", trail);
    run("deployments", "--from", "2026-11-01", "--to", "2026-11-30");
    run("denied", "--from", "2026-11-01", "--to", "2026-11-30");
    run("calls", "acme/web/prod@latest");
    run("changes", "acme/web/prod@latest");
    run("who", "acme/web/prod@latest");
    run("explain", "acme-web-prod-806bf21f-444f-4825-a80c-afd12cd2526a");
  }

  /// As for a terminal, and as in a pipe; what it says is nobody's concern.
  private static void run(String... line) throws IOException {
    for (var terminal : List.of(new Terminal(true, false, 120, Look.COLORED), Terminal.NONE)) {
      try (var out =
          new StandardOutput(Channels.newChannel(OutputStream.nullOutputStream()), false)) {
        Main.run(terminal, out, new PrintWriter(System.err, true, UTF_8), line);
      }
    }
  }
}
