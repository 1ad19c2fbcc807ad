package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What a call asked IAM for.
public sealed interface CallNeeds {
  /// Those permissions, the call's own first.
  record Needs(List<Need> needs) implements CallNeeds {
    public Needs {
      needs = List.copyOf(needs);
    }
  }

  /// Nothing: such a call needs no permission, or is none.
  record NothingAsked(String reason) implements CallNeeds {
    public NothingAsked {
      requireNonNull(reason, "reason");
    }
  }

  /// No action is known for it.
  record NotMapped(String reason) implements CallNeeds {
    public NotMapped {
      requireNonNull(reason, "reason");
    }
  }
}
