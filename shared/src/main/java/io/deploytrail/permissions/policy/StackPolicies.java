package io.deploytrail.permissions.policy;

import io.deploytrail.permissions.Label;
import io.deploytrail.trust.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The least-privilege policies of a stack, a role each, and what they are made of.
///
/// `actions` are those of all roles together, `unknown` the calls that no policy can grant, `notes`
/// what to know before the policies are used.
public record StackPolicies(
    List<StackRole> roles,
    List<NeededAction> actions,
    List<UnknownCall> unknown,
    List<String> notes) {
  private static final int FEW_RUNS = 3;
  private static final int POLICIES_OF_A_ROLE = 10;

  public StackPolicies {
    roles = List.copyOf(roles);
    actions = List.copyOf(actions);
    unknown = List.copyOf(unknown);
    notes = List.copyOf(notes);
  }

  public static StackPolicies of(StackNeeds needs, PolicyRequest request) {
    return new Composition(needs, request).make();
  }

  private static final class Composition {
    private final StackNeeds needs;
    private final PolicyRequest request;
    private final NeededActions actions;
    private final List<String> notes = new ArrayList<>();

    private Composition(StackNeeds needs, PolicyRequest request) {
      this.needs = needs;
      this.request = request;
      this.actions = new NeededActions(needs, request.facts());
    }

    private StackPolicies make() {
      noteFewRuns();
      var origins = new TreeMap<String, Map<String, SortedSet<NeedOrigin>>>();
      for (var origin : needs.seen().keySet()) {
        origins
            .computeIfAbsent(request.split().policyOf(origin.operation()), _ -> new TreeMap<>())
            .computeIfAbsent(origin.role(), _ -> new TreeSet<>())
            .add(origin);
      }
      var roles = new ArrayList<StackRole>();
      origins.forEach((policy, byRole) ->
          byRole.forEach((role, ofRole) -> roles.add(role(name(policy, role, byRole), ofRole))));
      var all = new ArrayList<>(actions.of(needs.seen().keySet()));
      if (request.withCounterparts()) {
        all.addAll(actions.counterparts(needs.seen().keySet(), all));
      }
      return new StackPolicies(roles, NeededActions.sorted(all), needs.unknown(), notes);
    }

    private static String name(String policy, String role, Map<String, ?> byRole) {
      return byRole.size() == 1 || role.isEmpty()
          ? policy
          : policy + "-" + role.substring(role.lastIndexOf('/') + 1);
    }

    private StackRole role(String name, SortedSet<NeedOrigin> origins) {
      var isReading =
          origins.stream().allMatch(origin -> PolicySplit.isReading(origin.operation()));
      var role = origins.first().role();
      var ofRole = new ArrayList<>(actions.of(origins));
      if (request.withCounterparts()) {
        ofRole.addAll(counterparts(role, ofRole, isReading));
      }
      var granted = ofRole.stream().filter(action -> isGranted(name, action, isReading)).toList();
      var documents = DocumentWriter.write(name, granted);
      noteLength(name, documents);
      return new StackRole(
          name,
          Optional.of(role).filter(known -> !known.isEmpty()),
          documents,
          trust(role, origins),
          NeededActions.sorted(ofRole));
    }

    /// What one operation of a role made, another undoes and reads back.
    private List<NeededAction> counterparts(
        String role, List<NeededAction> present, boolean isReading) {
      var ofAllOperations =
          needs.seen().keySet().stream().filter(origin -> origin.role().equals(role)).toList();
      return actions.counterparts(ofAllOperations, present).stream()
          .filter(action -> !isReading || !request.facts().isMutation(action.action()))
          .toList();
    }

    private boolean isGranted(String name, NeededAction action, boolean isReading) {
      if (action.label() != Label.REFUSED) {
        return true;
      }
      if (!request.withRefused()) {
        return false;
      }
      if (isReading && request.facts().isMutation(action.action())) {
        notes.add(name + ": " + action.action() + " was refused and changes something: not added");
        return false;
      }
      notes.add(name + ": " + action.action() + " is added though AWS refused it");
      return true;
    }

    private List<TrustPolicy> trust(String role, SortedSet<NeedOrigin> origins) {
      if (role.isEmpty()) {
        return List.of();
      }
      var operations = new TreeSet<String>();
      origins.forEach(origin -> operations.add(origin.operation()));
      var trust = new ArrayList<>(request.trust().of(role, operations));
      Optional.ofNullable(needs.callers().get(role)).map(ChainTrust::of).ifPresent(trust::add);
      return trust;
    }

    private void noteFewRuns() {
      needs
          .runs()
          .forEach((operation, runs) -> {
            if (runs < FEW_RUNS) {
              notes.add(
                  "%s ran %d time%s: too few to know what it needs"
                      .formatted(
                          operation.isEmpty() ? "an operation that is not known" : operation,
                          runs,
                          runs == 1 ? "" : "s"));
            }
          });
    }

    private void noteLength(String name, List<PolicyDocument> documents) {
      if (documents.size() > 1) {
        notes.add(
            "%s takes %d policies, since one holds %,d characters: %s to %s"
                .formatted(
                    name,
                    documents.size(),
                    PolicyDocument.MAX_LENGTH,
                    documents.getFirst().name(),
                    documents.getLast().name()));
      }
      if (documents.size() > POLICIES_OF_A_ROLE) {
        notes.add(
            "%s: a role has %d managed policies at most by default"
                .formatted(name, POLICIES_OF_A_ROLE));
      }
      for (var document : documents) {
        if (document.length() > PolicyDocument.MAX_LENGTH) {
          notes.add(
              document.name()
                  + ": one action on one resource is longer than a policy may be; IAM does not save it");
        }
      }
    }
  }
}
