package io.deploytrail.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A trail that `made-up-trail/make-trail` made, with what is true of its calls: its generator
/// knows neither the SQL nor the Java core.
record Trail(Path folder, Configuration configuration) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Makes a trail in a new folder; `options` are those of `make-trail`.
  static Trail make(Path folder, String... options) {
    var command = new ArrayList<String>();
    command.add("" + SqlFiles.HOME.resolve("made-up-trail/make-trail"));
    command.add("" + folder);
    command.addAll(List.of(options));
    run(folder.resolveSibling(folder.getFileName() + ".log"), command);
    try {
      var json = JSON.readTree(folder.resolve("configuration.json").toFile());
      var configuration =
          new Configuration(
              texts(json.path("providers")),
              texts(json.path("organizations")),
              texts(json.path("templates")),
              List.of());
      return new Trail(folder, configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An engine over the trail, with all views.
  Engine engine(String organization) {
    var engine = Engine.start(folder);
    engine.createTrail(
        organization.isEmpty() ? "" : organization + "/",
        List.of("111122223333", "444455556666"),
        List.of("us-east-1", "eu-west-1"),
        "'2026/10/30', '2026/11/30'");
    engine.createViews(configuration);
    return engine;
  }

  /// What is true of each call that is not `NONE`, by event id.
  Map<String, Answer> truth() {
    return answers(folder.resolve("truth.ndjson"));
  }

  /// What the Java core says of each call, by event id.
  Map<String, Answer> answersOfTheCore() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher, which would build anew, starts it.
    command.add("-cp");
    command.add(
        SqlFiles.HOME.resolve("cli/target/classes")
            + ":"
            + SqlFiles.HOME.resolve("cli/target/lib/*"));
    command.addAll(List.of("io.deploytrail.cli.Main", "attribute", "" + folder.resolve("AWSLogs")));
    command.addAll(List.of("--all", "--format", "ndjson"));
    configuration.providers().forEach(name -> command.addAll(List.of("--provider", name)));
    configuration.organizations().forEach(name -> command.addAll(List.of("--organization", name)));
    configuration.templates().forEach(name -> command.addAll(List.of("--template", name)));
    var out = folder.resolve("core.ndjson");
    command.addAll(List.of("-o", "" + out));
    run(folder.resolve("core.log"), command);
    return answers(out);
  }

  private static Map<String, Answer> answers(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      var answers = new HashMap<String, Answer>();
      for (var line : (Iterable<String>) lines::iterator) {
        var json = JSON.readTree(line);
        answers.put(json.path("eventId").asText(), Answer.ofJson(json));
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static void run(Path log, List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      var status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "status 0 was expected of %s; it is %d: %s"
                .formatted(command.getFirst(), status, Files.readString(log)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command.getFirst(), e);
    }
  }
}
