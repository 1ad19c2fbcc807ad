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
  private final List<OneThing> choices;

  /// A handle of one thing, and the time that it needs, if it does.
  public record OneThing(String handle, Optional<Instant> at) {
    public OneThing {
      requireNonNull(handle, "handle");
      requireNonNull(at, "at");
    }

    static List<OneThing> of(Collection<String> handles) {
      return handles.stream().map(handle -> new OneThing(handle, Optional.empty())).toList();
    }

    @Override
    public String toString() {
      return handle + at.map(time -> " at " + time).orElse("");
    }
  }

  SeveralFitException(String message, List<OneThing> choices) {
    super(
        message + ": ask for " + choices.stream().map(OneThing::toString).collect(joining(" or ")));
    this.choices = List.copyOf(choices);
  }

  public List<OneThing> choices() {
    return choices;
  }
}
