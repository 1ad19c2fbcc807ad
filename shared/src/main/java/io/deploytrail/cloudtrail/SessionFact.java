package io.deploytrail.cloudtrail;

/// What a record says of a session: an issuance or a denied attempt.
public sealed interface SessionFact extends Fact permits Issuance, DeniedAttempt {}
