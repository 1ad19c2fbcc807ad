package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.StackName;
import java.util.Locale;

/// What a session name states and only one deployment can have: an id, or a version of a stack.
///
/// Whoever may edit a stack's settings may state any; [Ownership] says whose it is.
public sealed interface Claim {
  /// A deployment's id, a UUID; its case does not count.
  record Id(String uuid) implements Claim {
    public Id {
      uuid = uuid.toLowerCase(Locale.ROOT);
    }
  }

  /// A version of that stack, `[1-9][0-9]*`.
  record Version(StackName stack, String version) implements Claim {
    public Version {
      requireNonNull(stack, "stack");
      requireNonNull(version, "version");
    }
  }
}
