package io.deploytrail.integration.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.cli.CommandLines;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No command of the pages undoes what another one of them has set, as the SAM CLI itself reads its
/// configuration.
final class DocumentedDeploymentsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OVERRIDES = "--parameter-overrides";

  private final StacksOfPages stacks = new StacksOfPages();

  /// What the pages have set so far, stack by stack.
  private final Map<String, Map<String, String>> settings = new HashMap<>();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SamDeploys sam;

  @BeforeEach
  void copyTemplates() throws IOException {
    for (var name : List.of(Template.HOME, Template.ATHENA, "samconfig.toml")) {
      Files.copy(Home.file(name), folder.resolve(name));
    }
    System.setProperty("deploytrail.folder", folder.toString());
    sam = SamDeploys.start(folder);
  }

  @AfterEach
  void end() {
    System.clearProperty("deploytrail.folder");
    if (sam != null) {
      sam.close();
    }
  }

  /// In the second round each command follows on each other one.
  @Test
  void whatAPageSetsNoOtherCommandUndoes() throws IOException, InterruptedException {
    var commands = DeployingCommands.in(folder);
    var texts = DeployingCommands.texts();
    for (var round = 1; round <= 2; round++) {
      for (var text : texts) {
        for (var words : commands.read(text)) {
          run(words);
        }
      }
    }
    assertThat(settings).containsKeys("deploytrail", "deploytrail-athena");
    assertThat(stacks.parameters("deploytrail")).containsEntry("TrailBucket", "acme-trail");
  }

  private void run(List<String> words) throws JsonProcessingException {
    var command = String.join(" ", words);
    if (command.startsWith("deploytrail parameters ") && !words.contains("--stack")) {
      assertThat(deploytrail(words)).as(command).isZero();
      set(words.contains("--athena") ? "deploytrail-athena" : "deploytrail", assignments(words));
    } else if (command.startsWith("sam deploy")) {
      var sent = sam.run(words.subList(1, words.size()));
      assertThat(sent.has("refused")).as(command + sent).isFalse();
      var stack = sent.get("stack").asText();
      set(stack, assignments(words.contains(OVERRIDES) ? words : List.of()));
      deploy(command, stack, sent.get("template").asText(), sent.get("parameters"));
    } else if (command.startsWith("aws cloudformation deploy")) {
      var stack = words.get(words.indexOf("--stack-name") + 1);
      var template = words.get(words.indexOf("--template-file") + 1);
      set(stack, assignments(words));
      deploy(command, stack, template.replace("packaged", "template"), awsSends(words));
    }
  }

  private static int deploytrail(List<String> words) {
    return CommandLines.create(Terminal.NONE)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(System.err, true, UTF_8))
        .execute(words.subList(1, words.size()).toArray(String[]::new));
  }

  private void set(String stack, Map<String, String> assignments) {
    settings.computeIfAbsent(stack, _ -> new HashMap<>()).putAll(assignments);
  }

  private void deploy(String command, String stack, String template, JsonNode sent) {
    assertThat(stacks.deploy(stack, template, sent)).as(command + " wants for").isEmpty();
    assertThat(stacks.parameters(stack))
        .as("parameters of the stack %s after: %s", stack, command)
        .containsAllEntriesOf(settings.getOrDefault(stack, Map.of()));
  }

  /// The words like `TrailBucket="acme-trail"`; SAM takes off the quotes.
  private static Map<String, String> assignments(List<String> words) {
    var assignments = new HashMap<String, String>();
    for (var word : words) {
      if (word.matches("(?s)[A-Z]\\w+=.*")) {
        var value = word.substring(word.indexOf('=') + 1);
        assignments.put(
            word.substring(0, word.indexOf('=')), value.replaceAll("(?s)^\"(.*)\"$", "$1"));
      }
    }
    return assignments;
  }

  /// The AWS CLI takes a JSON object, too.
  private static JsonNode awsSends(List<String> words) throws JsonProcessingException {
    ObjectNode sent = JSON.valueToTree(assignments(words));
    for (var word : words) {
      if (word.startsWith("{")) {
        sent.setAll((ObjectNode) JSON.readTree(word).get("Parameters"));
      }
    }
    return sent;
  }

  /// Athena's template is never deployed over the home stack.
  @Test
  void commandOfWhichAnOptionIsForgottenReplacesNoStack() throws IOException, InterruptedException {
    var commands = DeployingCommands.in(folder);
    Files.writeString(folder.resolve("parameters.yaml"), "{\"TrailBucket\": \"acme-trail\"}");
    stacks.deploy("deploytrail", Template.HOME, JSON.createObjectNode());
    var forgetful = new ArrayList<>(List.of(List.of("deploy", "--template-file", Template.ATHENA)));
    for (var text : DeployingCommands.texts()) {
      for (var words : commands.read(text)) {
        if (words.contains("--athena") && !words.contains("--stack")) {
          assertThat(deploytrail(words)).isZero();
        }
        if (words.getFirst().equals("sam")) {
          forgetful.addAll(withoutAnOption(words.subList(1, words.size())));
        }
      }
    }
    assertThat(forgetful)
        .hasSizeGreaterThan(1)
        .allSatisfy(words -> {
          var sent = sam.run(words);
          if (sent.path("stack").asText().equals("deploytrail")
              && !sent.get("template").asText().equals(Template.HOME)) {
            var template = sent.get("template").asText();
            assertThat(new StacksOfPages().deploy("deploytrail", template, sent.get("parameters")))
                .as("what CloudFormation misses of " + words)
                .isNotEmpty();
          }
        });
  }

  private static List<List<String>> withoutAnOption(List<String> words) {
    var all = new ArrayList<List<String>>();
    for (var at = 0; at < words.size(); at++) {
      if (words.get(at).startsWith("--")) {
        var rest = new ArrayList<>(words);
        rest.remove(at);
        while (at < rest.size() && !rest.get(at).startsWith("--")) {
          rest.remove(at);
        }
        all.add(rest);
      }
    }
    return all;
  }

  /// So that somebody who has used it hears of it before the file does not count.
  @Test
  void whatGuidedDeploymentSavesIsTold() {
    assertThat(deploytrail(List.of("deploytrail", "parameters", "TrailBucket=acme-trail")))
        .isZero();

    var sent = sam.run(List.of("deploy", "--guided"));

    assertThat(sent.at("/parameters/TrailBucket").asText()).isEqualTo("acme-trail");
    assertThat(folder.resolve("samconfig.toml")).content().contains("TrailPrefix=");
    assertThat(deploytrail(List.of("deploytrail", "parameters", "TrailPrefix=main/"))).isEqualTo(2);
  }
}
