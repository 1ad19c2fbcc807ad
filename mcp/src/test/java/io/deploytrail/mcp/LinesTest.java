package io.deploytrail.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as whoever writes lines to it sees it: each run gets all of its input at once.
final class LinesTest {
  private static final String GREETING =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"lines","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      """;

  @TempDir private Path folder = Path.of("");

  private record Run(int exitCode, List<JsonNode> answers, String err) {
    List<String> ids() {
      return answers.stream().map(answer -> answer.path("id").asText()).toList();
    }

    JsonNode of(String id) {
      return answers.stream()
          .filter(answer -> answer.path("id").asText().equals(id))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String ask(String id, String tool, String arguments) {
    return """
    {"jsonrpc":"2.0","id":"%s","method":"tools/call","params":{"name":"%s","arguments":%s}}
    """
        .formatted(id, tool, arguments);
  }

  private Run run(List<String> arguments, Map<String, String> environment, String input)
      throws IOException, InterruptedException {
    var in = Files.write(folder.resolve("in"), input.getBytes(UTF_8)).toFile();
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var command = Stream.concat(Stream.of(MadeUpDesk.java()), arguments.stream()).toList();
    var builder =
        new ProcessBuilder(command)
            .redirectInput(in)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    var exitCode = builder.start().waitFor();
    var lines = Files.readAllLines(out, UTF_8);
    return new Run(
        exitCode, lines.stream().map(MadeUpDesk::json).toList(), Files.readString(err, UTF_8));
  }

  @Test
  void garbageIsRefusedAndAllElseAnsweredBeforeTheEnd() throws Exception {
    var input =
        GREETING
            + "no JSON {\n[]\n\n\u0000\u001b[2J\n{\"id\":7}\n"
            + "[".repeat(5000)
            + "\n"
            + "x".repeat(LineTransport.LONGEST_LINE + 10)
            + "\n"
            + ask("two", "deployments", "{}")
            + ask("three", "nobody", "{}")
            + ask("four", "explain", "7")
            + ask("five", "explain", "{\"name\":\"" + "a".repeat(100_000) + "\"}")
            + "{\"jsonrpc\":\"2.0\",\"id\":\"six\",\"method\":\"secrets/list\"}\n"
            + "{\"jsonrpc\":\"2.0\",\"id\":\"seven\",\"method\":\"ping\"}";

    var run = run(new MadeUpDesk(folder).server(), Map.of(), input);

    assertThat(run.exitCode()).isZero();
    assertThat(run.ids())
        .containsExactly(
            "1", "null", "null", "null", "null", "null", "null", "two", "three", "four", "five",
            "six", "seven");
    assertThat(run.of("1").at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
    assertThat(run.of("two").at("/result/isError").asBoolean()).isFalse();
    assertThat(run.of("five").at("/result/isError").asBoolean()).isTrue();
    assertThat(run.of("five").at("/result/content/0/text").asText())
        .contains("larger than a result may be");
    assertThat(run.of("seven").has("result")).isTrue();
    assertThat(Stream.of("three", "four", "six").map(run::of)).allMatch(it -> it.has("error"));
    // Notes go to whoever runs the agent's program, too.
    assertThat(run.err()).contains("nothing is indexed in this folder yet").doesNotContain("\tat ");
  }

  @Test
  void questionThatFailsIsAnErrorOfItsToolAndOthersFollow() throws Exception {
    // With credentials, an address without a server would be asked nine times.
    var nobody =
        Map.of(
            "AWS_CONFIG_FILE",
            folder + "/none",
            "AWS_SHARED_CREDENTIALS_FILE",
            folder + "/none",
            "AWS_EC2_METADATA_DISABLED",
            "true",
            "AWS_ENDPOINT_URL",
            "http://127.0.0.1:9");
    var input =
        GREETING
            + ask("two", "denied", "{}")
            + ask("three", "explain", "{\"name\":\"web-prod-41\"}")
            + "{\"jsonrpc\":\"2.0\",\"id\":\"four\",\"method\":\"tools/list\"}\n";

    var run =
        run(
            new MadeUpDesk(folder).server("--table", "Sessions", "--region", "us-east-1"),
            nobody,
            input);

    assertThat(run.exitCode()).isZero();
    assertThat(run.ids()).containsExactly("1", "two", "three", "four");
    assertThat(run.of("two").at("/result/isError").asBoolean()).isTrue();
    assertThat(run.of("two").at("/result/content/0/text").asText())
        .startsWith("no AWS credentials were found")
        .doesNotContain("\n");
    assertThat(run.of("three").at("/result/isError").asBoolean()).isFalse();
    assertThat(run.of("four").at("/result/tools/0/annotations/openWorldHint").asBoolean()).isTrue();
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @Test
  void damagedIndexIsAnErrorOfTheTool() throws Exception {
    Files.createDirectories(folder.resolve(".deploytrail"));
    Files.writeString(folder.resolve(".deploytrail/index.db"), "no database ".repeat(1000));

    var run = run(new MadeUpDesk(folder).server(), Map.of(), GREETING + ask("2", "denied", "{}"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.of("2").at("/result/isError").asBoolean()).isTrue();
    assertThat(run.of("2").at("/result/content/0/text").asText()).doesNotContain("\n", "\tat ");
  }

  @Test
  void withoutTheModuleTheCommandSaysWhatIsMissing() throws Exception {
    var arguments = new ArrayList<>(new MadeUpDesk(folder).server());
    var classPath = arguments.indexOf("-cp") + 1;
    arguments.set(
        classPath,
        Stream.of(arguments.get(classPath).split(File.pathSeparator))
            .filter(place -> !place.matches(".*[/\\\\]mcp[/\\\\]target[/\\\\].*"))
            .collect(Collectors.joining(File.pathSeparator)));

    var run = run(arguments, Map.of(), GREETING);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.answers()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().contains("the module mcp");
  }
}
