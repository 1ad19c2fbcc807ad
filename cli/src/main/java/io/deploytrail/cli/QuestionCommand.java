package io.deploytrail.cli;

import io.deploytrail.questions.Answer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A question about one call or name: asks, prints, and says by its exit code whether there is an
/// answer.
abstract class QuestionCommand implements Callable<Integer> {
  static final int ANSWERED = 0;
  static final int NO_ANSWER = 1;

  private final Terminal terminal;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final FormatOption format = new FormatOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  QuestionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  abstract Answer ask(Settings settings, PrintWriter err);

  @Override
  public Integer call() {
    var line = spec.commandLine();
    var answer = ask(configuration.settings(), line.getErr());
    new Printer(line.getOut(), format.on(terminal)).print(answer);
    return answer.isAnswered() ? ANSWERED : NO_ANSWER;
  }
}
