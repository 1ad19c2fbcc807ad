package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

/// An `AssumeRole`, `AssumeRoleWithSAML` or `AssumeRoot` that STS granted: the session that another
/// identity bought.
public record Link(Event event, Session session, Caller caller) implements Issuance {
  public Link {
    requireNonNull(event, "event");
    requireNonNull(session, "session");
    requireNonNull(caller, "caller");
  }
}
