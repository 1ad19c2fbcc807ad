package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A role session of which an index knows no issuance, by all on which its origin then depends: its
/// name, and the provider that AWS wrote into the record.
///
/// Sessions by the hundred thousand may be one of these, so that its origin needs to be asked for
/// only once ([Attributor#unknown]).
public record UnknownSession(String name, Optional<String> federatedProvider) {
  public UnknownSession {
    requireNonNull(name, "name");
    requireNonNull(federatedProvider, "federatedProvider");
  }
}
