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
import java.util.ArrayList;
import java.util.List;
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
    var notes = new ArrayList<String>();
    var count = 0L;
    try (var rows = opened.list(columns, AnswerWriter::writeItem)) {
      var leftOut = 0;
      var after = Optional.<String>empty();
      do {
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
          notes.addAll(notes(asked, about, opened.isJson(), count == 0));
        }
      } while (after.isPresent() && count < limit);
    }
    // Below the rows.
    notes.forEach(note -> err.println(Terminal.safe(note)));
    return count;
  }

  /// What a reader must know of a list; JSON holds most of it.
  private List<String> notes(
      Question asked, Answer.Listing<?> page, boolean isJson, boolean isEmpty) {
    var notes = new ArrayList<String>();
    if (!isJson) {
      notes.addAll(rest(page));
    }
    if (isEmpty) {
      notes.add(EmptyList.sentence(asked, page.searched(), source.reach()));
    } else if (!isJson) {
      reading(asked).ifPresent(notes::add);
    }
    return notes;
  }

  private static List<String> rest(Answer.Listing<?> page) {
    var rest = new ArrayList<String>();
    page.notSearched().forEach(place -> rest.add("not searched: " + place));
    if (page instanceof Answer.DeploymentList deployments && deployments.leftOut() > 0) {
      rest.add(
          deployments.leftOut()
              + " sessions that Pulumi minted for no deployment (ESC environments, the organization's own key) are left out: --all-sessions lists them");
    }
    if (page instanceof Answer.CallList calls) {
      calls
          .reads()
          .forEach(session ->
              rest.add(session.principal() + " read: " + String.join(", ", session.actions())));
    }
    return rest;
  }

  private static Optional<String> reading(Question asked) {
    return asked instanceof Question.Changes changes
        ? changes.reading().map(text -> "searched: " + text)
        : Optional.empty();
  }
}
