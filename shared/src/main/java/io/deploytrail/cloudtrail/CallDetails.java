package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A call with what its record holds beyond the rules' needs: how the request came, and what it
/// did.
///
/// All but `activity` are texts as the record spells them; `sessionIssuer` is
/// `sessionContext.sessionIssuer.arn`, `userName` is `userIdentity.userName`.
public record CallDetails(
    Activity activity,
    Optional<String> eventTime,
    Optional<String> eventVersion,
    Optional<String> eventType,
    Optional<String> requestId,
    Optional<String> errorMessage,
    Optional<String> sourceIpAddress,
    Optional<String> vpcEndpointId,
    Optional<String> userAgent,
    Optional<String> userName,
    Optional<String> sessionIssuer) {
  public CallDetails {
    requireNonNull(activity, "activity");
    requireNonNull(eventTime, "eventTime");
    requireNonNull(eventVersion, "eventVersion");
    requireNonNull(eventType, "eventType");
    requireNonNull(requestId, "requestId");
    requireNonNull(errorMessage, "errorMessage");
    requireNonNull(sourceIpAddress, "sourceIpAddress");
    requireNonNull(vpcEndpointId, "vpcEndpointId");
    requireNonNull(userAgent, "userAgent");
    requireNonNull(userName, "userName");
    requireNonNull(sessionIssuer, "sessionIssuer");
  }

  public Call call() {
    return activity.call();
  }
}
