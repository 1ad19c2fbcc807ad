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

  /// Throws one if there is a problem; `where` is put behind it.
  static void throwFor(Optional<String> problem, String where) {
    if (problem.isPresent()) {
      throw new UnreadableRecordException(problem.get() + where);
    }
  }

  /// The message, which there always is.
  public String reason() {
    return reason;
  }
}
