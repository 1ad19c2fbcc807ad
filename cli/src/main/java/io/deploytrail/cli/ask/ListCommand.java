package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.cli.output.Columns;
import io.deploytrail.cli.output.Output;
import io.deploytrail.cli.output.OutputOption;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A question that a list answers: asks page by page to the end, and writes item by item.
abstract class ListCommand<T extends Answer.Item> implements Callable<Integer> {
  private final Terminal terminal;
  private final Class<? extends Answer.Listing<T>> list;
  private final Columns<T> columns;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "At most this many items (default: all).")
  private long limit = Long.MAX_VALUE;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  ListCommand(Terminal terminal, Class<? extends Answer.Listing<T>> list, Columns<T> columns) {
    this.terminal = terminal;
    this.list = list;
    this.columns = columns;
  }

  abstract Question question(Optional<String> after);

  @Override
  public Integer call() {
    var line = spec.commandLine();
    try (var opened = output.open(line.getOut(), terminal)) {
      if (opened.isOcsf()) {
        throw new InvalidInputException(
            "--format ocsf is for attribute, which reads the records that OCSF events are made of: deploytrail attribute AWSLogs/ --format ocsf");
      }
      var written =
          source.asking(
              source.configuration(configuration.settings(), line.getErr()),
              line.getErr(),
              questions -> writeAll(questions, opened, line.getErr()));
      opened.finish();
      return written > 0 ? ExitCodes.ANSWERED : ExitCodes.NO_ANSWER;
    }
  }

  /// Returns how many items were written.
  private long writeAll(Questions questions, Output opened, PrintWriter err) {
    try (var rows = opened.list(columns, AnswerWriter::writeItem)) {
      var count = 0L;
      var leftOut = 0;
      var after = Optional.<String>empty();
      while (true) {
        var asked = question(after);
        var page = list.cast(questions.answer(asked));
        var fitting = page.items().stream().limit(limit - count).toList();
        fitting.forEach(rows::write);
        count += fitting.size();
        after = page.next();
        Answer.Listing<?> about = page;
        if (page instanceof Answer.DeploymentList deployments) {
          leftOut += deployments.leftOut();
          about = new Answer.DeploymentList(deployments.items(), after, leftOut);
        }
        if (after.isEmpty() || count == limit) {
          rows.endList(AnswerWriter.writeRest(about, fitting.size() == page.items().size()));
          if (!opened.isJson()) {
            printRest(about, err);
          }
          if (count > 0 && !opened.isJson()) {
            reading(asked).ifPresent(text -> err.println(Terminal.safe(text)));
          }
          if (count == 0) {
            err.println(Terminal.safe(EmptyList.sentence(asked, page.searched(), source.reach())));
          }
          return count;
        }
      }
    }
  }

  /// Prints what a reader must know of a list; JSON holds it.
  private static void printRest(Answer.Listing<?> page, PrintWriter err) {
    page.notSearched().forEach(place -> err.println(Terminal.safe("not searched: " + place)));
    if (page instanceof Answer.DeploymentList deployments && deployments.leftOut() > 0) {
      err.println(
          deployments.leftOut()
              + " sessions that Pulumi minted for no deployment (ESC environments, the organization's own key) are left out: --all-sessions lists them");
    }
    if (page instanceof Answer.CallList calls) {
      calls
          .reads()
          .forEach(session ->
              err.println(
                  Terminal.safe(
                      session.principal() + " read: " + String.join(", ", session.actions()))));
    }
  }

  private static Optional<String> reading(Question asked) {
    return asked instanceof Question.Changes changes
        ? changes.reading().map(text -> "searched: " + text)
        : Optional.empty();
  }
}
