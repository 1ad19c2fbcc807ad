package io.deploytrail.cli;

import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What will this template give?
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description =
        "The session name that Pulumi makes of a template, what it trims, and whether it can be read back.",
    footer = {
      "",
      "  deploytrail render '${project.name}-${stack.name}-${deployment.id}' \\",
      "    --organization acme --project web --stack prod --id 806bf21f-444f-4825-a80c-afd12cd2526a",
    })
final class RenderCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "<template>",
      description = "The session-name template, quoted against the shell.")
  private String template = "";

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

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var parsed = SessionNameTemplate.parse(template);
    var values = new EnumMap<Variable, String>(Variable.class);
    values.putAll(signed().fields());
    if (version != null) {
      values.put(Variable.VERSION, version);
    }
    if (id != null) {
      values.put(Variable.ID, id);
    }
    var name = parsed.render(new Deployment(values));
    line(out, "name", name.text());
    line(out, "length", name.text().length() + " of " + SessionNameTemplate.LONGEST_NAME);
    name.trimmed()
        .forEach((variable, text) -> line(out, "trimmed", variable.field() + " to " + text));
    readBack(out, parsed, name.text());
    out.flush();
    return QuestionCommand.ANSWERED;
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
  private void readBack(PrintWriter out, SessionNameTemplate parsed, String name) {
    var names = new SessionNames(List.of(parsed));
    var text =
        "pulumi:deploy:org:%s:project:%s:stack:%s:operation:%s:scope:write"
            .formatted(organization, project, stack, operation);
    if (Subject.parse(text) instanceof Subject.Deployment subject) {
      var whole = signed().with(names.read(name, subject).facts());
      line(
          out,
          "beside subject",
          whole.isOne() ? "one deployment: " + said(whole) : "the stack only, not the deployment");
    }
    var alone = names.read(name).facts();
    line(out, "alone", alone.isOne() ? "one deployment: " + said(alone) : "no deployment");
    parsed
        .better()
        .ifPresent(better ->
            line(
                out,
                "better",
                better.text() + "  (never trimmed; names one deployment by id and version)"));
  }

  private static String said(Deployment deployment) {
    return String.join(
        ", ",
        deployment.fields().entrySet().stream()
            .map(field -> field.getKey().field() + " " + field.getValue())
            .toList());
  }

  private static void line(PrintWriter out, String name, String value) {
    out.print("%-15s %s%n".formatted(name, Cells.forTerminal(value)));
  }
}
