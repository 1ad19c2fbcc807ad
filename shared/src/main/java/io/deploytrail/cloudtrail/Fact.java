package io.deploytrail.cloudtrail;

/// What the session index keeps, as its record says it: an issuance, a denied attempt, or a change
/// of who may buy a session.
public sealed interface Fact permits SessionFact, TrustChange {
  Event event();
}
