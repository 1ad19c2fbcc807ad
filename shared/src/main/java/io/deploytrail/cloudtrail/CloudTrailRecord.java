package io.deploytrail.cloudtrail;

/// One CloudTrail event as the rules see it: a root issuance, a denied attempt, or a call.
public sealed interface CloudTrailRecord permits Root, DeniedAttempt, Call {
  Event event();
}
