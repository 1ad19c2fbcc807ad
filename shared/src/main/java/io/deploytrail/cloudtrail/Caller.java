package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// Who made a call, by the record's `userIdentity`; all of it may be missing.
///
/// `sessionCreated` is `sessionContext.attributes.creationDate`; `federatedProvider` is
/// `sessionContext.webIdFederationData.federatedProvider`, written by AWS; `invokedBy` names the
/// AWS service that made the call for the caller.
public record Caller(
    Optional<String> type,
    Optional<PrincipalId> principal,
    Optional<AccessKeyId> accessKey,
    Optional<String> arn,
    Optional<String> account,
    Optional<Instant> sessionCreated,
    Optional<String> federatedProvider,
    Optional<String> invokedBy) {
  /// A record without `userIdentity`.
  public static final Caller UNKNOWN =
      new Caller(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Caller {
    requireNonNull(type, "type");
    requireNonNull(principal, "principal");
    requireNonNull(accessKey, "accessKey");
    requireNonNull(arn, "arn");
    requireNonNull(account, "account");
    requireNonNull(sessionCreated, "sessionCreated");
    requireNonNull(federatedProvider, "federatedProvider");
    requireNonNull(invokedBy, "invokedBy");
  }

  /// Whether it is, or must be, the session of an assumed role.
  public boolean isRoleSession() {
    return principal
        .map(id -> id.roleSessionName().isPresent())
        .orElseGet(() -> type.equals(Optional.of("AssumedRole")));
  }

  /// Whether it is AWS itself, which needs no credentials.
  public boolean isService() {
    return type.equals(Optional.of("AWSService"));
  }
}
