package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// An `AssumeRoleWithWebIdentity` that AWS refused. (A refused `AssumeRole` is its caller's call.)
///
/// `sourceIpAddress` and `userAgent` are texts as the record spells them.
public record DeniedAttempt(
    Event event,
    WebIdentity identity,
    Optional<String> role,
    Optional<String> roleSessionName,
    String errorCode,
    Optional<String> errorMessage,
    Optional<String> sourceIpAddress,
    Optional<String> userAgent)
    implements SessionFact, CloudTrailRecord {
  public DeniedAttempt {
    requireNonNull(event, "event");
    requireNonNull(identity, "identity");
    requireNonNull(role, "role");
    requireNonNull(roleSessionName, "roleSessionName");
    requireNonNull(errorCode, "errorCode");
    requireNonNull(errorMessage, "errorMessage");
    requireNonNull(sourceIpAddress, "sourceIpAddress");
    requireNonNull(userAgent, "userAgent");
  }
}
