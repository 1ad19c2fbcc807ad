package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Activity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
  public FoundCalls ofSessions(SessionsWanted wanted) {
    return nothing();
  }

  @Override
  public FoundCalls each(SessionsWanted wanted, Consumer<Activity> taker) {
    return nothing();
  }

  @Override
  public FoundCalls ofResource(ResourceWanted wanted) {
    return nothing();
  }

  private FoundCalls nothing() {
    return new FoundCalls(List.of(), false, List.of(), List.of(), List.of(reason));
  }
}
