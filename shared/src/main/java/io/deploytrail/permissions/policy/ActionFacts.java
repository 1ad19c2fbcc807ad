package io.deploytrail.permissions.policy;

import io.deploytrail.permissions.Need;
import java.util.List;

/// What is to be known of IAM's actions beside the calls.
public interface ActionFacts {
  /// Whether it changes something.
  boolean isMutation(String action);

  /// What undoes or reads back what a need's call made, for the resources of these that it is asked
  /// for.
  List<Need> counterparts(Need made);
}
