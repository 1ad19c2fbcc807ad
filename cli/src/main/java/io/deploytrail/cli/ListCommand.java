package io.deploytrail.cli;

import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.InvalidQuestionException;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A question that a list answers: asks page by page to the end, and writes item by item.
abstract class ListCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Columns columns;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final FormatOption format = new FormatOption();

  @Option(
      names = "--from",
      paramLabel = "<time>",
      description = "From this time or day on (default: 7 days before --to).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "<time>",
      description = "Up to this time or day (default: now).")
  private @Nullable String to;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "At most this many items (default: all).")
  private long limit = Long.MAX_VALUE;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  ListCommand(Terminal terminal, Columns columns) {
    this.terminal = terminal;
    this.columns = columns;
  }

  abstract Question question(Period period, Optional<String> after);

  @Override
  public Integer call() {
    var period = Period.of(Optional.ofNullable(from), Optional.ofNullable(to), Clock.systemUTC());
    var line = spec.commandLine();
    try (var rows =
        RowWriter.ofList(line.getOut(), format.on(terminal), columns, terminal.tableWidth())) {
      var written =
          source.asking(
              configuration.configuration(),
              line.getErr(),
              questions -> {
                var count = 0L;
                var after = Optional.<String>empty();
                do {
                  var page = listing(questions.answer(question(period, after)));
                  for (var item : page.items()) {
                    if (count < limit) {
                      rows.write(AnswerWriter.writeItem(item));
                      count++;
                    }
                  }
                  after = page.next();
                } while (after.isPresent() && count < limit);
                return count;
              });
      return written > 0 ? QuestionCommand.ANSWERED : QuestionCommand.NO_ANSWER;
    }
  }

  private static Answer.Listing listing(Answer answer) {
    if (answer instanceof Answer.Listing listing) {
      return listing;
    }
    throw new InvalidQuestionException("a question with a list as its answer was expected");
  }
}
