package io.deploytrail.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the demo shows, scene by scene.
final class Story {
  /// The environment of `sam local invoke`, so that the demo configures the handlers as it does.
  private static final String ENVIRONMENT = "events/environment.json";

  static final List<Scene> SCENES =
      List.of(
          new Scene("Who created this bucket?", "who-record-proven.json"),
          new Scene("Who made this call, two roles further?", "who-record-chained.json"),
          new Scene("Who is this, with a name like a deployment's?", "who-record-copied-name.json"),
          new Scene("What was refused?", "denied.json"),
          new Scene("Which deployments ran?", "deployments-of-a-project.json"));

  private Story() {}

  /// A question of `events/query-deployments/`.
  record Scene(String title, String file) {}

  static List<Path> files(String folder) {
    try (var files = Files.list(Home.file(folder))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, String> environment() {
    try {
      var all =
          new ObjectMapper()
              .readTree(Home.file(ENVIRONMENT).toFile())
              .path("QueryDeploymentsFunction");
      var environment = new HashMap<String, String>();
      all.properties()
          .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
      return environment;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void show(JsonNode answer, PrintWriter out) {
    if (answer.has("items")) {
      answer
          .get("items")
          .forEach(item -> out.println("   " + (item.has("attempts") ? refusal(item) : ran(item))));
      return;
    }
    out.println("   " + verdict(answer) + "  " + name(answer.path("deployment")));
    if (answer.path("deployment").has("url")) {
      out.println("   " + answer.at("/deployment/url").asText());
    }
    answer.path("warnings").forEach(warning -> out.println("   warning: " + warning.asText()));
    answer.path("evidence").forEach(sentence -> out.println("   - " + sentence.asText()));
  }

  private static String verdict(JsonNode answer) {
    var confidence = answer.path("confidence").asText();
    return answer.path("verdict").asText() + (confidence.isEmpty() ? "" : " " + confidence);
  }

  private static String ran(JsonNode item) {
    return "%s  %-26s %-8s %d session(s)  %s"
        .formatted(
            item.path("firstSeen").asText(),
            verdict(item),
            item.at("/deployment/operation").asText(),
            item.path("sessions").size(),
            item.at("/deployment/url").asText());
  }

  private static String refusal(JsonNode item) {
    return "%s  %d attempt(s)  %s  %s in %s  %s"
        .formatted(
            item.path("eventTime").asText(),
            item.path("attempts").asInt(),
            item.path("errorCode").asText(),
            name(item.path("deployment")),
            item.path("account").asText(),
            item.at("/deployment/url").asText());
  }

  private static String name(JsonNode deployment) {
    var words = new ArrayList<String>();
    for (var field : List.of("organization", "project", "stack")) {
      if (deployment.has(field)) {
        words.add(deployment.get(field).asText());
      }
    }
    var version = deployment.has("version") ? "@" + deployment.get("version").asText() : "";
    var operation = deployment.has("operation") ? ", " + deployment.get("operation").asText() : "";
    var id = deployment.has("id") ? ", id " + deployment.get("id").asText() : "";
    return String.join("/", words) + version + operation + id;
  }

  static void more(PrintWriter out) {
    out.println("Ask about your own trail:");
    out.println("   ./deploytrail attribute AWSLogs/               all its calls at once");
    out.println(
        "   ./deploytrail index AWSLogs/                   remember its sessions in .deploytrail/");
    out.println(
        "   ./deploytrail who <event id>                   which deployment made that call?");
    out.println("   ./deploytrail deployments acme --from 2026-11-01");
    out.println("   ./deploytrail --help");
  }
}
