package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.cli.output.Format;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AskedTime;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A question about one call or name: asks, prints, and says by its exit code whether there is an
/// answer.
abstract class QuestionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final Format.Choice format = new Format.Choice();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  QuestionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// An answer, and what is advised beside it.
  record Reply(Answer answer, List<String> advice) {}

  abstract Reply ask(ConfigurationOptions options, AskedTime times, PrintWriter err);

  @Override
  public Integer call() {
    var line = spec.commandLine();
    var reply = ask(configuration, configuration.times(), line.getErr());
    format.print(reply.answer(), line.getOut(), terminal);
    reply.advice().forEach(text -> line.getErr().println(Terminal.safe(text)));
    return reply.answer().isAnswered() ? ExitCodes.ANSWERED : ExitCodes.NO_ANSWER;
  }
}
