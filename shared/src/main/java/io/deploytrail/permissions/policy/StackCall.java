package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import io.deploytrail.permissions.CallNeeds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A call of a stack's, and what it asked IAM for.
///
/// `name` is the call's, such as `s3:CreateBucket`. `operation` is empty where it is not known.
/// `run` tells deployments apart. `roles` are the ARNs of the roles on the way to the session that
/// signed it, the first the one that the token was exchanged for; none where they are not known.
public record StackCall(
    String name,
    Optional<String> operation,
    String run,
    Instant time,
    String eventId,
    String account,
    String region,
    List<String> roles,
    CallNeeds needs) {
  public StackCall {
    requireNonNull(name, "name");
    requireNonNull(operation, "operation");
    requireNonNull(run, "run");
    requireNonNull(time, "time");
    requireNonNull(eventId, "eventId");
    requireNonNull(account, "account");
    requireNonNull(region, "region");
    roles = List.copyOf(roles);
    requireNonNull(needs, "needs");
  }
}
