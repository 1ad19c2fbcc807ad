package io.deploytrail.permissions.policy;

import io.deploytrail.permissions.Counterparts;
import io.deploytrail.permissions.Need;
import io.deploytrail.permissions.ServiceReference;
import java.util.List;

/// What IAM's reference says of actions.
public final class ReferenceFacts implements ActionFacts {
  /// An action that the reference does not know may change anything.
  @Override
  public boolean isMutation(String action) {
    return ServiceReference.action(action).map(known -> !known.level().isReading()).orElse(true);
  }

  @Override
  public List<Need> counterparts(Need made) {
    return Counterparts.of(made);
  }
}
