package io.deploytrail.permissions.policy;

import java.util.List;

/// What is to be known of IAM's actions beside the calls.
public interface ActionFacts {
  /// Whether it changes something.
  boolean isMutation(String action);

  /// Whether it can be granted for some resources and not for others.
  boolean knowsResources(String action);

  /// The actions that undo what it makes, or read it back.
  List<String> counterparts(String action);
}
