package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

/// An `AssumeRoleWithWebIdentity` that STS granted: the session that a token bought.
public record Root(Event event, Session session, WebIdentity identity)
    implements Issuance, CloudTrailRecord {
  public Root {
    requireNonNull(event, "event");
    requireNonNull(session, "session");
    requireNonNull(identity, "identity");
  }
}
