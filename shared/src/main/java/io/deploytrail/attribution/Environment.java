package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A Pulumi ESC environment, as far as a signed subject names it.
///
/// `name` is the environment that was opened: `<project>/<environment>`, `<environment>` in the old
/// form, `<yaml>` verbatim. `root` is the environment that imports it, and `user` the person who
/// opened it.
public record Environment(
    String organization, Optional<String> name, Optional<String> root, Optional<String> user) {
  public Environment {
    requireNonNull(organization, "organization");
    requireNonNull(name, "name");
    requireNonNull(root, "root");
    requireNonNull(user, "user");
  }

  /// What both say.
  Environment agreeing(Environment other) {
    return new Environment(
        organization, agreed(name, other.name), agreed(root, other.root), agreed(user, other.user));
  }

  private static Optional<String> agreed(Optional<String> one, Optional<String> other) {
    return one.filter(value -> other.equals(Optional.of(value)));
  }
}
