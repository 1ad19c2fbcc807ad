package io.deploytrail.cli.ask;

import static java.util.Objects.requireNonNull;

import io.deploytrail.questions.Answer;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.InvalidQuestionException;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
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
      var answer = answered(questions, question.apply(after));
      if (answer.isEmpty()) {
        return false;
      }
      if (hasSomething(answer.get())) {
        return true;
      }
      after = answer.get() instanceof Answer.Listing<?> list ? list.next() : Optional.empty();
      if (after.isEmpty()) {
        return false;
      }
    }
    return false;
  }

  /// Empty where it cannot be asked like that: it is no way on.
  private static Optional<Answer> answered(Questions questions, Question asked) {
    try {
      return Optional.of(questions.answer(asked));
    } catch (InvalidQuestionException e) {
      return Optional.empty();
    }
  }

  private static boolean hasSomething(Answer answer) {
    return answer instanceof Answer.Listing<?> list ? !list.items().isEmpty() : answer.isAnswered();
  }
}
