package io.deploytrail.cloudtrail;

/// What the session index keeps: an issuance or a denied attempt, as its record says it.
public sealed interface Fact permits Issuance, DeniedAttempt {
  Event event();
}
