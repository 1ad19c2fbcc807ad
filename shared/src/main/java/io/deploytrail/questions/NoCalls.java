package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// No call history at all, for the reason given.
public record NoCalls(String reason) implements CallHistory {
  public NoCalls {
    requireNonNull(reason, "reason");
  }

  @Override
  public Search byEventId(String eventId) {
    return new Search(Optional.empty(), List.of(), List.of(reason));
  }

  @Override
  public Calls ofSessions(SessionsWanted wanted) {
    return nothing();
  }

  @Override
  public Calls ofResource(ResourceWanted wanted) {
    return nothing();
  }

  private Calls nothing() {
    return new Calls(List.of(), false, List.of(), List.of(), List.of(reason));
  }
}
