package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A handle that several things bear; the message says which, and each of `choices` names one.
public final class SeveralFitException extends InvalidQuestionException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a list of choices, made here
  private final List<Choice> choices;

  /// A handle of one thing, and the time that it needs, if it does.
  public record Choice(String handle, Optional<Instant> at) {
    public Choice {
      requireNonNull(handle, "handle");
      requireNonNull(at, "at");
    }

    static List<Choice> of(Collection<String> handles) {
      return handles.stream().map(handle -> new Choice(handle, Optional.empty())).toList();
    }

    @Override
    public String toString() {
      return handle + at.map(time -> " at " + time).orElse("");
    }
  }

  SeveralFitException(String message, List<Choice> choices) {
    super(message + ": ask for " + choices.stream().map(Choice::toString).collect(joining(" or ")));
    this.choices = List.copyOf(choices);
  }

  public List<Choice> choices() {
    return choices;
  }
}
