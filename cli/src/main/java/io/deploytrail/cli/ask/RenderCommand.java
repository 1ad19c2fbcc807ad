package io.deploytrail.cli.ask;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.output.Columns;
import io.deploytrail.cli.output.Format;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.NameAdvice;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What name will Pulumi make of this template?
@Command(
    name = "render",
    description =
        "The session name that Pulumi makes of a template, what it trims, and whether it can be read back.",
    footer = {
      "",
      "  deploytrail render '$${project.name}-$${stack.name}-$${deployment.id}' \\",
      "    --organization acme --project web --stack prod --id 806bf21f-444f-4825-a80c-afd12cd2526a",
    })
final class RenderCommand implements Callable<Integer> {
  private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  /// Where values begin in a table.
  private static final int VALUES = 16;

  private static final Columns<ObjectNode> COLUMNS =
      new Columns<>(
          Stream.of("name", "length", "trimmed", "besideSubject", "alone", "better")
              .map(RenderCommand::column)
              .toList());

  private final Terminal terminal;

  @Parameters(
      paramLabel = "<template>",
      description = "The session-name template, quoted against the shell.")
  private String template = "";

  // The standard options hold a --version too, which here is the deployment's.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;

  @Option(names = "--organization", required = true, description = "The organization's name.")
  private String organization = "";

  @Option(names = "--project", required = true, description = "The project's name.")
  private String project = "";

  @Option(names = "--stack", required = true, description = "The stack's name.")
  private String stack = "";

  @Option(names = "--operation", description = "The operation (default: ${DEFAULT-VALUE}).")
  private String operation = "update";

  @Option(names = "--version", description = "The deployment's version, if the template uses it.")
  private @Nullable String version;

  @Option(names = "--id", description = "The deployment's id, if the template uses it.")
  private @Nullable String id;

  @Mixin private final Format.Choice format = new Format.Choice();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  RenderCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    require("[1-9][0-9]*", version, "--version takes a version such as 41");
    require(UUID, id, "--id takes a deployment's id, a UUID");
    var parsed = SessionNameTemplate.parse(template);
    var values = new EnumMap<Variable, String>(Variable.class);
    values.putAll(signed().fields());
    if (version != null) {
      values.put(Variable.VERSION, version);
    }
    if (id != null) {
      values.put(Variable.ID, id);
    }
    print(answer(parsed, new Deployment(values)));
    return ExitCodes.ANSWERED;
  }

  private ObjectNode answer(SessionNameTemplate parsed, Deployment values) {
    var name = parsed.render(values);
    var answer = JsonNodeFactory.instance.objectNode();
    answer.put("name", name.text()).put("length", name.text().length());
    var trimmed = answer.putObject("trimmed");
    name.trimmed().forEach((variable, text) -> trimmed.put(variable.field(), text));
    readBack(answer, parsed, name.text());
    parsed.better(values).ifPresent(advice -> advise(answer, advice));
    return answer;
  }

  private void print(ObjectNode answer) {
    var out = spec.commandLine().getOut();
    switch (format.on(terminal)) {
      case JSON, NDJSON -> out.print(answer + "\n");
      case CSV -> {
        try (var rows = Format.CSV.rows(out, COLUMNS, ObjectNode::toString)) {
          rows.write(answer);
        }
      }
      case TABLE ->
          answer
              .properties()
              .forEach(field -> {
                if (!field.getValue().isObject()) {
                  line(out, field.getKey(), field.getValue().asText());
                } else {
                  field
                      .getValue()
                      .properties()
                      .forEach(part ->
                          line(
                              out, field.getKey(), part.getKey() + " " + part.getValue().asText()));
                }
              });
    }
    out.flush();
  }

  private static Columns.Column<ObjectNode> column(String name) {
    return new Columns.Column<>(
        name,
        answer -> {
          var value = answer.path(name);
          return value.isObject() ? value.toString() : value.asText();
        });
  }

  private static void require(String pattern, @Nullable String value, String expected) {
    if (value != null && !value.matches(pattern)) {
      throw new InvalidInputException(expected + ", not " + value);
    }
  }

  private Deployment signed() {
    return new Deployment(
        Map.of(
            Variable.ORGANIZATION, organization,
            Variable.PROJECT, project,
            Variable.STACK, stack,
            Variable.OPERATION, operation));
  }

  /// Reads the name as DeployTrail will: beside its signed subject, and alone, where the issuance
  /// is missing.
  private void readBack(ObjectNode answer, SessionNameTemplate parsed, String name) {
    var names = new SessionNames(List.of(parsed));
    var text =
        "pulumi:deploy:org:%s:project:%s:stack:%s:operation:%s:scope:write"
            .formatted(organization, project, stack, operation);
    if (!(Subject.parse(text) instanceof Subject.Deployment subject)) {
      throw new InvalidInputException(
          "Pulumi's names hold letters, digits, and _.- only; its operations small letters and -");
    }
    var whole = signed().with(names.read(name, subject).facts());
    answer.put(
        "besideSubject",
        whole.isOne() ? "one deployment: " + said(whole) : "the stack only, not the deployment");
    var alone = names.read(name).facts();
    answer.put("alone", alone.isOne() ? "one deployment: " + said(alone) : "no deployment");
  }

  /// Adds the better template, its name, and the fields that cannot be read back from the name
  /// alone.
  private static void advise(ObjectNode answer, NameAdvice advice) {
    answer.put("better", advice.template().text()).put("betterName", advice.name().text());
    if (!advice.lost().isEmpty()) {
      answer.put(
          "betterLacks",
          advice.lost().stream().sorted().map(Variable::field).collect(Collectors.joining(", ")));
    }
  }

  private static String said(Deployment deployment) {
    return String.join(
        ", ",
        deployment.fields().entrySet().stream()
            .map(field -> field.getKey().field() + " " + field.getValue())
            .toList());
  }

  private void line(PrintWriter out, String name, String value) {
    var text = "%-15s %s".formatted(name, Terminal.safe(value));
    Lines.folded(text, terminal.outputWidth(), VALUES).forEach(line -> out.print(line + "\n"));
  }
}
