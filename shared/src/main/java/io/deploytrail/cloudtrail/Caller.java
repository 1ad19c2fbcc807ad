package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// Who made a call, by the record's `userIdentity`; all of it may be missing.
///
/// `sessionCreated` is `sessionContext.attributes.creationDate`; `federatedProvider` is
/// `sessionContext.webIdFederationData.federatedProvider`, written by AWS; `invokedBy` names the
/// AWS service that made the call for the caller: the record's `userIdentity.invokedBy`, else its
/// `sourceIPAddress` where that is a service and no address.
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
    return principal.isPresent()
        ? principal.get().isRoleSession()
        : type.equals(Optional.of("AssumedRole")) || roleSessionName().isPresent();
  }

  /// Whether STS may have issued the session with which it called: a role's, a member account's
  /// root's, or one of which only the key is known.
  public boolean mayBeIssued() {
    return principal.isPresent()
        ? isRoleSession() || principal.get().isAccount()
        : isRoleSession() || sessionKey().isPresent();
  }

  /// Whether an AWS service forwarded the call: what key it then carries is the service's choice.
  public boolean isForwarded() {
    return invokedBy.isPresent();
  }

  /// The key that signed the call, if STS may have issued it to the caller: a forwarded call's key
  /// is the service's, and a user's long-term key (`AKIA…`, "IAM identifiers", IAM User Guide) is
  /// never issued.
  public Optional<AccessKeyId> sessionKey() {
    return isForwarded() ? Optional.empty() : accessKey.filter(AccessKeyId::mayBeTemporary);
  }

  /// The role session name, by the principal id, or without one by the assumed-role ARN.
  public Optional<String> roleSessionName() {
    return principal.isPresent()
        ? principal.flatMap(PrincipalId::roleSessionName)
        : arn.flatMap(AssumedRole::sessionName);
  }

  /// Whether it is AWS itself, which needs no credentials.
  public boolean isService() {
    return type.equals(Optional.of("AWSService"));
  }
}
