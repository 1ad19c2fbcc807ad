package io.deploytrail.cloudtrail.reader;

import java.util.Optional;

/// A record that cannot be read; the message says what was expected and what came, never the
/// record's content.
public final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public UnreadableRecordException(String message) {
    super(message);
    this.reason = message;
  }

  /// Throws one if there is a problem.
  static void throwFor(Optional<String> problem) {
    if (problem.isPresent()) {
      throw new UnreadableRecordException(problem.get());
    }
  }

  /// The message, which there always is.
  public String reason() {
    return reason;
  }
}
