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
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.Filter;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A question that a list answers: asks page by page to the end, and writes item by item.
abstract class ListCommand<T extends Answer.Item> implements Callable<Integer> {
  private static final int MOST_LOOKED_AT = 1000;

  private final Terminal terminal;
  private final Class<? extends Answer.Listing<T>> list;
  private final Columns<T> columns;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final SourceOptions source = new SourceOptions(true);
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "At most this many items, from 1 on (default: all).")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--verbose",
      description = "Name every place that was not searched, not the first alone.")
  private boolean verbose;

  @Option(
      names = "--account",
      paramLabel = "<account>",
      description = "Only what happened in this account.")
  private @Nullable String account;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  ListCommand(Terminal terminal, Class<? extends Answer.Listing<T>> list, Columns<T> columns) {
    this.terminal = terminal;
    this.list = list;
    this.columns = columns;
  }

  abstract Question question(AskedTime times, Optional<String> after);

  final Optional<String> account() {
    return Optional.ofNullable(account);
  }

  final Optional<String> region() {
    return source.wantedRegion();
  }

  /// What happened in the account and Region that are wanted.
  final Filter inPlace() {
    return Filter.NONE.in(account(), region());
  }

  @Override
  public Integer call() {
    var line = spec.commandLine();
    try (var opened = output.open(line.getOut(), terminal)) {
      if (opened.isOcsf()) {
        throw new InvalidInputException(
            "--format ocsf is for attribute, which reads the records that OCSF events are made of: deploytrail attribute AWSLogs/ --format ocsf");
      }
      if (limit < 1) {
        throw new InvalidInputException("--limit takes a number from 1 on, not " + limit);
      }
      var written =
          source.asking(
              source.configuration(configuration, line.getErr()),
              needsIndex() ? line.getErr() : Quiet.WRITER,
              asked -> writeAll(asked, opened, line.getErr()));
      return written > 0 ? ExitCodes.ANSWERED : ExitCodes.NO_ANSWER;
    }
  }

  /// Whether nothing can be answered while nothing is indexed, which is said then.
  boolean needsIndex() {
    return true;
  }

  /// What answers, for all pages.
  Questions questions(Source asked, SourceOptions source) {
    return asked.questions();
  }

  /// One answer, in a list's place.
  final void print(Answer answer) {
    output.print(answer, spec.commandLine().getOut(), terminal);
  }

  /// Returns how many items were written.
  private long writeAll(Source asked, Output opened, PrintWriter err) {
    var questions = questions(asked, source);
    // One now for all pages.
    var times = configuration.times();
    var notes = new ArrayList<String>();
    var count = 0L;
    var shown = new ArrayList<T>();
    // What is sorted is read to its end first.
    var most = opened.isSorted() ? Long.MAX_VALUE : limit;
    try (var rows = opened.list(columns, AnswerWriter::writeItem, limit)) {
      var leftOut = 0;
      var after = Optional.<String>empty();
      do {
        var question = question(times, after);
        var page = list.cast(questions.answer(question));
        var fitting = page.items().stream().limit(most - count).toList();
        fitting.forEach(rows::write);
        count += fitting.size();
        fitting.stream().limit(MOST_LOOKED_AT - shown.size()).forEach(shown::add);
        after = page.next();
        Answer.Listing<?> about = page;
        if (page instanceof Answer.DeploymentList deployments) {
          leftOut += deployments.leftOut();
          about = deployments.with(leftOut);
        }
        if (after.isEmpty() || count == most) {
          rows.endList(AnswerWriter.writeRest(about, fitting.size() == page.items().size()));
          notes.addAll(ending(question, about, count, opened));
          if (count == 0) {
            notes.addAll(new EmptyList(asked, times, typed()).notes(question, about));
          }
        }
      } while (after.isPresent() && count < most);
    }
    notes.addAll(leadingOn(shown, asked.configuration(), opened));
    // Below the rows, which a pager may still show.
    opened.finish();
    notes.forEach(note -> err.println(Terminal.safe(note)));
    return count;
  }

  /// What stands about the list; JSON holds it.
  private List<String> ending(
      Question question, Answer.Listing<?> about, long count, Output opened) {
    if (opened.isJson()) {
      return List.of();
    }
    var notes = rest(about);
    if (count > 0 && question instanceof Question.Changes changes) {
      changes.reading().map(text -> "searched: " + text).ifPresent(notes::add);
    }
    return notes;
  }

  private List<String> leadingOn(List<T> shown, Configuration asked, Output opened) {
    var notes = new ArrayList<String>();
    if (!opened.isJson()) {
      notes.addAll(advice(shown, asked));
    }
    if (opened.isTable()) {
      shown.stream()
          .findFirst()
          .flatMap(this::next)
          .ifPresent(command -> notes.add("next: " + command));
    }
    return notes;
  }

  final NextCommand typed() {
    return NextCommand.typed(spec.commandLine().getParseResult(), source.isOnAws());
  }

  /// What a reader of the list may want to know of these of its items.
  List<String> advice(List<T> items, Configuration configuration) {
    return List.of();
  }

  /// What leads on from the list's first item.
  Optional<NextCommand> next(T first) {
    return Optional.empty();
  }

  /// What a reader must know of a list; JSON holds most of it.
  private List<String> rest(Answer.Listing<?> page) {
    var rest = new ArrayList<String>();
    page.reading().ifPresent(rest::add);
    rest.addAll(notSearched(page.notSearched()));
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

  private List<String> notSearched(List<String> places) {
    if (verbose || places.size() < 2) {
      return places.stream().map(place -> "not searched: " + place).toList();
    }
    return List.of(
        "not searched: %s, and %d more, which --verbose names"
            .formatted(places.getFirst(), places.size() - 1));
  }
}
