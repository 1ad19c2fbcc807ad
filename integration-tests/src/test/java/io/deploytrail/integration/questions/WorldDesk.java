package io.deploytrail.integration.questions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.adversary.Setting;
import io.deploytrail.adversary.World;
import io.deploytrail.cli.CommandLines;
import io.deploytrail.cli.console.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The commands over a made-up world in a folder, and what they print.
public final class WorldDesk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path folder;

  public WorldDesk(Path folder) {
    this.folder = folder;
  }

  String log(World world) {
    try {
      return Files.writeString(folder.resolve("trail.json"), text(world)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String[] command(Setting setting, String... words) {
    var command = new ArrayList<>(List.of(words));
    setting.templates().forEach(template -> command.addAll(List.of("--template", template)));
    setting
        .organizations()
        .forEach(organization -> command.addAll(List.of("--organization", organization)));
    setting.providers().forEach(provider -> command.addAll(List.of("--provider", provider)));
    return command.toArray(String[]::new);
  }

  /// What a command wrote to its two outputs.
  public record Written(String out, String err) {}

  String run(String input, String... arguments) {
    return written(input, arguments).out();
  }

  public Written written(String input, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var stdin = System.in;
    System.setProperty("deploytrail.folder", folder.toString());
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    try {
      CommandLines.create(Terminal.NONE)
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err, true))
          .execute(arguments);
      return new Written(out.toString(), err.toString());
    } finally {
      System.setIn(stdin);
      System.clearProperty("deploytrail.folder");
    }
  }

  /// One answer a line, by event id; a line without one is no answer.
  static Map<String, JsonNode> lines(String output) {
    var answers = new LinkedHashMap<String, JsonNode>();
    output
        .lines()
        .map(WorldDesk::json)
        .filter(line -> line.has("eventId"))
        .forEach(answer -> answers.put(id(answer), answer));
    return answers;
  }

  static String id(JsonNode answer) {
    return answer.path("eventId").asText();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("JSON was expected: " + text, e);
    }
  }

  /// Where it was searched is `who`'s own.
  static ObjectNode withoutPlaces(JsonNode answer) {
    return ((ObjectNode) answer).without(List.of("searched", "notSearched"));
  }

  static String text(World world) {
    return world.records().stream()
        .map(record -> new String(record, UTF_8))
        .collect(Collectors.joining(",\n", "{\"Records\":[\n", "\n]}"));
  }
}
