package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Caller;

/// A place from which a call may come; `caller` is the one at the top of that way, as far as it is
/// known.
public record PossibleOrigin(Caller caller, Origin origin) {
  public PossibleOrigin {
    requireNonNull(caller, "caller");
    requireNonNull(origin, "origin");
  }
}
