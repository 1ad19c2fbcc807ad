package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Where is this deployment in Pulumi Cloud?
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = "Print the address of a deployment in Pulumi Cloud, or open it.",
    footer = {
      "",
      "  deploytrail open acme/web/prod@latest",
      "  deploytrail open 806bf21f-444f-4825-a80c-afd12cd2526a --browser",
      "",
      "Where the version is not known, it is the stack's list of deployments.",
      "Exit codes: 0 there it is, 1 nothing is known, 2 wrong usage, 3 DeployTrail itself failed.",
    })
final class OpenCommand implements Callable<Integer> {
  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final HandleOptions handle = new HandleOptions();

  @Option(names = "--browser", description = "Open it in the browser.")
  private boolean isOpened;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    var line = spec.commandLine();
    var times = configuration.times();
    var question = Question.who(handle.handle(times));
    return source.asking(
        source.configuration(configuration, line.getErr()),
        line.getErr(),
        asked -> {
          var found = deployments(asked.questions().answer(question));
          if (found.stream().allMatch(each -> each.url().isEmpty())) {
            var typed = NextCommand.typed(line.getParseResult(), source.isOnAws());
            new EmptyList(asked, times, typed)
                .notes("no deployment is known of " + handle.text(), question)
                .forEach(note -> line.getErr().println(Terminal.safe(note)));
            return ExitCodes.NO_ANSWER;
          }
          show(found, line);
          return ExitCodes.ANSWERED;
        });
  }

  private void show(List<Deployment> found, CommandLine line) {
    var addresses = found.stream().flatMap(each -> each.url().stream()).distinct().toList();
    addresses.forEach(address -> line.getOut().print(address + "\n"));
    line.getOut().flush();
    if (isOpened) {
      addresses.forEach(OpenCommand::browse);
    }
    if (found.stream().anyMatch(each -> each.field(Variable.VERSION).isEmpty())) {
      line.getErr().println("its version is not known: this is the stack's list of deployments");
    }
  }

  private static List<Deployment> deployments(Answer answer) {
    return switch (answer) {
      case Answer.WhoAnswer who -> List.of(who.attribution().origin().deployment());
      case Answer.DeploymentList list ->
          list.items().stream().map(Answer.RanDeployment::deployment).toList();
      default -> List.of();
    };
  }

  private static void browse(URI address) {
    var isMac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    try {
      var _ =
          new ProcessBuilder(isMac ? "open" : "xdg-open", address.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("no browser can be started", e);
    }
  }
}
