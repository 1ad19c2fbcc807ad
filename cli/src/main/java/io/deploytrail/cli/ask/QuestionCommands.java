package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import java.util.List;
import java.util.concurrent.Callable;

/// The commands that answer a question, in the order of the help.
public final class QuestionCommands {
  private QuestionCommands() {}

  public static List<Callable<Integer>> all(Terminal terminal) {
    return List.of(
        new WhoCommand(terminal),
        new CallsCommand(terminal),
        new ChangesCommand(terminal),
        new DeploymentsCommand(terminal),
        new ExplainCommand(terminal),
        new DeniedCommand(terminal),
        new OpenCommand(),
        new RenderCommand(terminal));
  }
}
