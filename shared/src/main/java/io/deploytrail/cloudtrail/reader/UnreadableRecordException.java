package io.deploytrail.cloudtrail.reader;

import java.util.Optional;
import java.util.regex.Pattern;

/// A record that cannot be read; the message says what was expected and what came, never the
/// record's content.
public final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Pattern EVENT_ID = Pattern.compile("[0-9a-fA-F-]{36}");

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

  /// Names the event, if its id has the form of one: messages show no content.
  public static String in(String eventId) {
    return EVENT_ID.matcher(eventId).matches() ? " in event " + eventId : "";
  }

  /// The message, which there always is.
  public String reason() {
    return reason;
  }
}
