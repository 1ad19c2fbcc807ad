package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Any record that is neither a root issuance nor a denied attempt.
///
/// `issued` is the session that the call bought, if it is a granted `AssumeRole`,
/// `AssumeRoleWithSAML` or `AssumeRoot`: such a call is a link too. `trust` is what it changed in
/// who may buy one.
public record Call(
    Event event,
    Caller caller,
    Optional<String> errorCode,
    Optional<Session> issued,
    Optional<TrustChange> trust)
    implements CloudTrailRecord {
  public Call {
    requireNonNull(event, "event");
    requireNonNull(caller, "caller");
    requireNonNull(errorCode, "errorCode");
    requireNonNull(issued, "issued");
    requireNonNull(trust, "trust");
  }

  /// A call that changed nothing in who may buy a session.
  public Call(Event event, Caller caller, Optional<String> errorCode, Optional<Session> issued) {
    this(event, caller, errorCode, issued, Optional.empty());
  }

  /// The link that this call is, if it bought a session.
  public Optional<Link> link() {
    return issued.map(session -> new Link(event, session, caller));
  }
}
