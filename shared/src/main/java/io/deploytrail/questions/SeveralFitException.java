package io.deploytrail.questions;

import java.util.List;

/// A handle that several things bear; the message says which, and each of `handles` names one.
public final class SeveralFitException extends InvalidQuestionException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a list of texts, made here
  private final List<String> handles;

  SeveralFitException(String message, List<String> handles) {
    super(handles.isEmpty() ? message : message + ": ask for " + String.join(" or ", handles));
    this.handles = List.copyOf(handles);
  }

  public List<String> handles() {
    return handles;
  }
}
