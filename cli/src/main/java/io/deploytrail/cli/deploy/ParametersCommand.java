package io.deploytrail.cli.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deploytrail.cli.ask.DeployedStack;
import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.regions.Region;

/// Shows and sets what `sam deploy` sends as the stack's parameters; it deploys nothing itself.
@Command(
    name = "parameters",
    mixinStandardHelpOptions = true,
    description = {
      "Show or set the parameters of the stack that is deployed from this folder, in parameters.yaml, which sam deploy sends.",
      "What is not set there stays as the stack has it."
    },
    footer = {
      "",
      "  deploytrail parameters                            what there is, and what is set",
      "  deploytrail parameters TrailBucket=acme-trail OrganizationId=o-a1b2c3d4e5",
      "  deploytrail parameters TrailBucket=               set it to nothing",
      "  deploytrail parameters --stack deploytrail --region us-east-1",
      "",
      "Exit codes: 0 done, 2 wrong usage or a value that the template refuses, 3 DeployTrail itself failed.",
    })
public final class ParametersCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "<parameter>=<value>",
      description = "What to set; without any, all parameters are shown.")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--athena", description = "Of template-athena.yaml, in parameters-athena.yaml.")
  private boolean isAthena;

  @Option(
      names = "--stack",
      paramLabel = "<stack>",
      description =
          "Set what this CloudFormation stack has, and template.yaml by itself would not.")
  private @Nullable String stack;

  @Option(
      names = "--region",
      paramLabel = "<region>",
      description = "With --stack, its Region (default: the credentials' own).")
  private @Nullable String region;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  public ParametersCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal");
  }

  @Override
  public Integer call() {
    var suffix = isAthena ? "-athena" : "";
    var folder = Path.of(System.getProperty("deploytrail.folder", ""));
    var parameters = parameters(folder.resolve("template" + suffix + ".yaml"));
    var file = new ParameterFile(folder.resolve("parameters" + suffix + ".yaml"));
    file.verifyIsSent(isAthena ? "athena" : "default");
    var settings = file.read();
    var before = Map.copyOf(settings);
    if (stack != null) {
      settings.putAll(deployed(stack, parameters, before));
    } else if (region != null) {
      throw new InvalidInputException("--region goes with --stack");
    }
    assignments.forEach(assignment -> assign(assignment, settings));
    settings.forEach((name, value) -> parameter(name, parameters).verify(value));
    if (stack == null && assignments.isEmpty()) {
      show(parameters, settings);
    } else {
      file.write(settings);
      settings.forEach((name, value) -> {
        if (!value.equals(before.get(name))) {
          print("%s = %s".formatted(name, value));
        }
      });
      print("next: sam deploy" + (isAthena ? " --config-env athena" : ""));
    }
    spec.commandLine().getOut().flush();
    return ExitCodes.ANSWERED;
  }

  private static Map<String, TemplateParameter> parameters(Path template) {
    if (!Files.exists(template)) {
      throw new InvalidInputException(
          "%s was not found; go to the folder of the templates: a checkout, or the unpacked archive deploytrail-<version>-aws"
              .formatted(template));
    }
    try {
      var parameters = new LinkedHashMap<String, TemplateParameter>();
      for (var each : new YAMLMapper().readTree(template.toFile()).at("/Parameters").properties()) {
        parameters.put(each.getKey(), new TemplateParameter(each.getKey(), each.getValue()));
      }
      return parameters;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the stack has of the template's parameters, but for defaults that the file has not set.
  private Map<String, String> deployed(
      String name, Map<String, TemplateParameter> parameters, Map<String, String> before) {
    var deployed = new LinkedHashMap<String, String>();
    var described =
        DeployedStack.describe(
                name, builder -> region == null ? builder : builder.region(Region.of(region)))
            .parameters();
    for (var parameter : parameters.values()) {
      var value = Optional.ofNullable(described.get(parameter.name()));
      if (value.isPresent()
          && (before.containsKey(parameter.name()) || !value.equals(parameter.defaultValue()))) {
        deployed.put(parameter.name(), value.get());
      }
    }
    return deployed;
  }

  private static void assign(String assignment, Map<String, String> settings) {
    var equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new InvalidInputException(
          "<parameter>=<value> was expected, not '%s'".formatted(assignment));
    }
    settings.put(assignment.substring(0, equals), assignment.substring(equals + 1));
  }

  private static TemplateParameter parameter(
      String name, Map<String, TemplateParameter> parameters) {
    return Optional.ofNullable(parameters.get(name))
        .orElseThrow(() ->
            new InvalidInputException(
                "there is no parameter %s; %s parameters shows those that there are"
                    .formatted(name, Home.command())));
  }

  private void show(Map<String, TemplateParameter> parameters, Map<String, String> settings) {
    var out = Lines.foldingOutput(spec.commandLine().getOut(), terminal);
    for (var parameter : parameters.values()) {
      var set = settings.get(parameter.name());
      var state =
          set != null
              ? " = " + quoted(set)
              : parameter
                  .defaultValue()
                  .map(value -> ", not set; a new stack gets " + quoted(value))
                  .orElse(", not set; a new stack needs it");
      out.print(Terminal.safe(parameter.name() + state) + "\n");
      out.print("    " + Terminal.safe(parameter.description()) + "\n");
    }
    out.flush();
  }

  private static String quoted(String value) {
    return "'" + value + "'";
  }

  private void print(String line) {
    spec.commandLine().getOut().print(Terminal.safe(line) + "\n");
  }
}
