package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Event;
import java.util.Optional;

/// The answer for one call: which deployment made it, how well that is known, and why.
///
/// `event` is empty where a session was asked about, not a call.
public record Attribution(Optional<Event> event, Origin origin) {
  public Attribution {
    requireNonNull(event, "event");
    requireNonNull(origin, "origin");
  }

  public Verdict verdict() {
    return origin.verdict();
  }
}
