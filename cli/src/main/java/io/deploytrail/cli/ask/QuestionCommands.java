package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.questions.SeveralFitException.OneThing;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/// The commands that answer a question, in the order of the help.
public final class QuestionCommands {
  private QuestionCommands() {}

  /// `failures` says in one line why a question has no answer.
  public static List<Callable<Integer>> all(
      Terminal terminal, Function<RuntimeException, String> failures) {
    return List.of(
        new WhoCommand(terminal),
        new CallsCommand(terminal),
        new ChangesCommand(terminal),
        new DeploymentsCommand(terminal),
        new ExplainCommand(terminal),
        new DeniedCommand(terminal),
        new TrustCommand(terminal),
        new PolicyCommand(terminal),
        new OpenCommand(),
        new RenderCommand(terminal),
        new McpCommand(terminal, failures));
  }

  /// The command that was typed, about one of the things that bear its handle.
  public static String about(OneThing choice, ParseResult typed) {
    var command = NextCommand.typed(typed, true).without("--at").about(choice.handle());
    return choice
        .at()
        .map(time -> command.with("--at", time.toString()))
        .orElse(command)
        .toString();
  }

  /// The command that was typed, to be answered by what this folder holds.
  public static String onDesk(ParseResult typed) {
    return NextCommand.typed(typed, false)
        .without("--stack", "--table", "--calls-table", "--region", "--regions", "--profile")
        .with("--engine", "sqlite")
        .toString();
  }
}
