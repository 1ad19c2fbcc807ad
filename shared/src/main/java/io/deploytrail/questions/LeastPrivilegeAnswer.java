package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.permissions.ReferenceData;
import io.deploytrail.permissions.policy.PolicyComparison;
import io.deploytrail.permissions.policy.StackPolicies;
import io.deploytrail.pulumi.StackName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a stack needs of IAM: the policies that allow what its runs called, and what these are made
/// of. `runs` are counted by operation, of unknown ones under the empty text; `comparison` is that
/// with a policy that was given, and `data` the reference by which calls became actions.
public record LeastPrivilegeAnswer(
    StackName stack,
    Map<String, Integer> runs,
    StackPolicies policies,
    Optional<PolicyComparison> comparison,
    List<String> notes,
    ReferenceData data,
    List<String> searched,
    List<String> notSearched)
    implements Answer {
  public LeastPrivilegeAnswer {
    requireNonNull(stack, "stack");
    runs = Collections.unmodifiableMap(new TreeMap<>(runs));
    requireNonNull(policies, "policies");
    requireNonNull(comparison, "comparison");
    notes = List.copyOf(notes);
    requireNonNull(data, "data");
    searched = List.copyOf(searched);
    notSearched = List.copyOf(notSearched);
  }

  @Override
  public boolean isAnswered() {
    return !policies.actions().isEmpty();
  }
}
