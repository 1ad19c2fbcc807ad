package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a deployment is told, in a folder with the templates of this checkout.
final class ParametersCommandTest {
  private static final String COMMAND = "parameters";
  private static final List<String> FILES =
      List.of("template.yaml", "template-athena.yaml", "samconfig.toml");

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void copyTemplates() throws IOException {
    desk = new Desk(folder);
    for (var file : FILES) {
      Files.copy(Path.of("..", file), folder.resolve(file));
    }
  }

  private Desk.Run set(String... assignments) {
    var words = new String[assignments.length + 1];
    words[0] = COMMAND;
    System.arraycopy(assignments, 0, words, 1, assignments.length);
    return desk.run(words);
  }

  private Map<String, String> file(String name) {
    return Desk.json(desk.read(name)).properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, setting -> setting.getValue().textValue()));
  }

  private static void refused(Desk.Run run, String message) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith("deploytrail: ").contains(message).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void whatIsSetStaysWhenMoreIsSet() {
    var template = "SessionNameTemplates=${stack.name}-${deployment.id} x=\"${project.name}\"";
    assertThat(set(template, "Organizations=acme").exitCode()).isZero();

    var run = set("TrailBucket=acme-trail", "Organizations=");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo("Organizations = \nTrailBucket = acme-trail\nnext: sam deploy\n");
    assertThat(file("parameters.yaml"))
        .isEqualTo(
            Map.of(
                "SessionNameTemplates",
                template.substring(template.indexOf('=') + 1),
                "Organizations",
                "",
                "TrailBucket",
                "acme-trail"));
  }

  @Test
  void athenaHasAFileOfItsOwn() {
    var run = set("--athena", "TrailBucket=acme-trail", "Regions=us-east-1 eu-west-1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).endsWith("next: sam deploy --config-env athena\n");
    assertThat(file("parameters-athena.yaml"))
        .isEqualTo(Map.of("TrailBucket", "acme-trail", "Regions", "us-east-1 eu-west-1"));
    assertThat(folder.resolve("parameters.yaml")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "TrailBukket=x, there is no parameter TrailBukket; deploytrail parameters shows",
    "TrailBucket, '<parameter>=<value> was expected, not ''TrailBucket'''",
    "=x, '<parameter>=<value> was expected'",
    "TrailBucket=Acme, 'TrailBucket: it is empty or the name of a bucket, not ''Acme'''",
    "IndexReads=yes, 'IndexReads: one of true, false was expected, not ''yes'''",
    "RetentionDays=0, RetentionDays: a number of at least 1 was expected",
    "RetentionDays=3651, RetentionDays: a number of at most 3650 was expected",
    "RetentionDays=, RetentionDays: a number was expected",
    "LogRetentionDays=2, 'LogRetentionDays: one of 1, 3, 5'",
  })
  void refusedValueChangesNothing(String assignment, String message) {
    assertThat(set("Organizations=acme").exitCode()).isZero();
    var before = desk.read("parameters.yaml");

    refused(set("TrailBucket=acme-trail", assignment), message);

    assertThat(desk.read("parameters.yaml")).isEqualTo(before);
  }

  @Test
  void withoutArgumentsEachParameterIsShown() throws IOException {
    assertThat(set("TrailBucket=acme-trail").exitCode()).isZero();

    var shown = set();

    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains(
            "TrailBucket = 'acme-trail'\n    The bucket to which your trail",
            "RetentionDays, not set; a new stack gets '400'\n");
    parametersOf("template.yaml", name -> assertThat(shown.out()).contains(name));
    assertThat(set("--athena").out()).contains("Accounts, not set; a new stack needs it\n");
  }

  private static void parametersOf(String template, Consumer<String> action) throws IOException {
    parameters(template).fieldNames().forEachRemaining(action);
  }

  private static JsonNode parameters(String template) throws IOException {
    return new YAMLMapper().readTree(Path.of("..", template).toFile()).get("Parameters");
  }

  /// So that what an installation has can be set.
  @ParameterizedTest
  @ValueSource(strings = {"", "-athena"})
  void everyDefaultIsTaken(String suffix) throws IOException {
    var defaults =
        parameters("template" + suffix + ".yaml").properties().stream()
            .filter(parameter -> parameter.getValue().has("Default"))
            .map(it -> it.getKey() + "=" + it.getValue().get("Default").asText());
    var words = defaults.collect(Collectors.toList());
    if (!suffix.isEmpty()) {
      words.add("--athena");
    }

    var run = set(words.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"IndexReads\": true}', 'IndexReads takes text in quotes, not true'",
    "'{\"MemberAccounts\": 12345678901}', MemberAccounts takes text in quotes",
    "'{\"TrailBucket\": \"Acme\"}', 'TrailBucket: it is empty or the name of a bucket'",
    "'[\"TrailBucket=acme-trail\"]', a JSON object was expected",
    "'', a JSON object was expected",
    "'{\"TrailBucket\": \"a\", \"TrailBucket\": \"b\"}', cannot be read: Duplicate",
    "'{\"TrailBucket\": ', 'parameters.yaml cannot be read: '",
    "'TrailBucket: acme-trail', 'parameters.yaml cannot be read: '",
  })
  void fileThatIsWrongIsToldInALine(String content, String message) {
    desk.file("parameters.yaml", content);

    refused(set(), message);
    refused(set("Organizations=acme"), message);
    assertThat(desk.read("parameters.yaml")).isEqualTo(content);
  }

  @Test
  void fileMayBeWrittenByHand() {
    desk.file("parameters.yaml", "{\"TrailBucket\": \"acme-trail\"}");

    assertThat(set("Organizations=acme").exitCode()).isZero();
    assertThat(file("parameters.yaml"))
        .isEqualTo(Map.of("TrailBucket", "acme-trail", "Organizations", "acme"));
  }

  /// `sam deploy --guided` writes them there.
  @Test
  void parametersThatSamHasSavedAreTold() {
    var saved =
        desk.read("samconfig.toml")
            .replace("\"file://parameters.yaml\"", "\"TrailBucket=\\\"\\\"\"");
    desk.file("samconfig.toml", saved);

    refused(set("TrailBucket=acme-trail"), "parameters.yaml would not count; git checkout");
    assertThat(folder.resolve("parameters.yaml")).doesNotExist();
    assertThat(set("--athena", "TrailBucket=acme-trail").exitCode()).isZero();
  }

  @Test
  void folderWithoutTheTemplateIsTold() throws IOException {
    Files.delete(folder.resolve("template.yaml"));

    refused(set("TrailBucket=acme-trail"), "template.yaml was not found; go to the folder");
  }

  @Test
  void whatAStackHasIsSetUnlessANewOneWouldHaveItToo() {
    assertThat(set("RetentionDays=30", "TrailPrefix=main/").exitCode()).isZero();
    try (var aws = new LoopbackAws()) {
      aws.xml(
          "DescribeStacks",
          """
          <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>deploytrail</StackName><Parameters>
          <member><ParameterKey>TrailBucket</ParameterKey><ParameterValue>acme-trail</ParameterValue></member>
          <member><ParameterKey>Organizations</ParameterKey><ParameterValue>globex</ParameterValue></member>
          <member><ParameterKey>RetentionDays</ParameterKey><ParameterValue>400</ParameterValue></member>
          <member><ParameterKey>CallRetentionDays</ParameterKey><ParameterValue>400</ParameterValue></member>
          <member><ParameterKey>OfAnOlderVersion</ParameterKey><ParameterValue>x</ParameterValue></member>
          </Parameters></member></Stacks></DescribeStacksResult></DescribeStacksResponse>
          """);

      var run = set("--stack", "deploytrail", "--region", "us-east-1", "Organizations=acme");

      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    assertThat(file("parameters.yaml"))
        .isEqualTo(
            Map.of(
                "TrailBucket", "acme-trail",
                "Organizations", "acme",
                "RetentionDays", "400",
                "TrailPrefix", "main/"));
    refused(set("--region", "us-east-1", "TrailBucket="), "--region goes with --stack");
  }
}
