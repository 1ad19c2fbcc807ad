package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

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
        new OpenCommand(),
        new RenderCommand(terminal),
        new McpCommand(terminal, failures));
  }
}
