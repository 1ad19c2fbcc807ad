package io.deploytrail.cli.ask;

import static java.util.Objects.requireNonNull;

import io.deploytrail.questions.Answer;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.Question;
import java.util.Optional;
import java.util.function.Function;

/// A question that may find something where another found nothing: why it should, how it is typed,
/// and, page by page, how it is asked.
record WayOn(
    String reason,
    NextCommand command,
    Configuration configuration,
    Function<Optional<String>, Question> question) {
  /// After so many empty pages nobody waits any longer.
  private static final int MOST_PAGES = 20;

  WayOn {
    requireNonNull(reason, "reason");
    requireNonNull(command, "command");
    requireNonNull(configuration, "configuration");
    requireNonNull(question, "question");
  }

  /// Whether it finds something: what is proposed has been tried.
  boolean leadsOn(Source source) {
    var questions = source.asking().apply(configuration);
    var after = Optional.<String>empty();
    for (var page = 0; page < MOST_PAGES; page++) {
      var answer = questions.answer(question.apply(after));
      if (hasSomething(answer)) {
        return true;
      }
      after = answer instanceof Answer.Listing<?> list ? list.next() : Optional.empty();
      if (after.isEmpty()) {
        return false;
      }
    }
    return false;
  }

  private static boolean hasSomething(Answer answer) {
    return answer instanceof Answer.Listing<?> list ? !list.items().isEmpty() : answer.isAnswered();
  }
}
