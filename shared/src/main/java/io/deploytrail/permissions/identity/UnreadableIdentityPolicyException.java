package io.deploytrail.permissions.identity;

import io.deploytrail.trust.UnreadablePolicyException;

/// A text that is no identity policy, or one whose meaning this evaluator does not know.
public final class UnreadableIdentityPolicyException extends UnreadablePolicyException {
  private static final long serialVersionUID = 1;

  UnreadableIdentityPolicyException(String reason) {
    super(reason);
  }
}
