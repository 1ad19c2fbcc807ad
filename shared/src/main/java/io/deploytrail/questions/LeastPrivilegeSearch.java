package io.deploytrail.questions;

import static java.util.stream.Collectors.toSet;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.permissions.ServiceReference;
import io.deploytrail.permissions.policy.PolicyComparison;
import io.deploytrail.permissions.policy.PolicyRequest;
import io.deploytrail.permissions.policy.ReferenceFacts;
import io.deploytrail.permissions.policy.StackNeeds;
import io.deploytrail.permissions.policy.StackPolicies;
import io.deploytrail.pulumi.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers what a stack needs of IAM: its sessions of a time, all that these called, and the
/// policies that allow just that.
final class LeastPrivilegeSearch {
  private static final int PAGE_SIZE = 1000;

  private final SessionIndex index;
  private final CallHistory history;
  private final Configuration configuration;
  private final CachedSessions sessions;
  private final Attributor attributor;

  LeastPrivilegeSearch(
      SessionIndex index,
      CallHistory history,
      Configuration configuration,
      CachedSessions sessions) {
    this.index = index;
    this.history = history;
    this.configuration = configuration;
    this.sessions = sessions;
    this.attributor = configuration.attributor(sessions);
  }

  LeastPrivilegeAnswer answer(Question.LeastPrivilege question) {
    var asked = question.asked();
    var roots = roots(question);
    var needs = new StackNeeds();
    var notes = new ArrayList<String>();
    var found =
        roots.isEmpty()
            ? new CallHistory.FoundCalls(List.of(), false, List.of(), List.of(), List.of())
            : gather(roots, needs, notes);
    var policies =
        StackPolicies.of(
            needs,
            new PolicyRequest(
                asked.split(),
                asked.withCounterparts(),
                asked.withRefused(),
                new ReferenceFacts(),
                new StackTrust(roots, configuration)));
    notes.addAll(policies.notes());
    return new LeastPrivilegeAnswer(
        question.stack(),
        needs.runs(),
        policies,
        asked.given().map(given -> PolicyComparison.of(given, policies.actions())),
        notes,
        ServiceReference.data(),
        found.searched(),
        found.notSearched());
  }

  private CallHistory.FoundCalls gather(List<Root> roots, StackNeeds needs, List<String> notes) {
    var tree = new SessionTree(index, attributor).below(roots);
    var calls = new StackCalls(attributor, roots.stream().map(Root::event).collect(toSet()));
    var found =
        history.each(
            new CallHistory.SessionsWanted(
                roots, () -> tree, _ -> true, Optional.empty(), PAGE_SIZE),
            activity -> calls.of(activity).ifPresent(needs::add));
    for (var reads : found.reads()) {
      calls.read(reads, tree).forEach(needs::add);
    }
    if (!found.reads().isEmpty()) {
      notes.add(
          "of what was only read, the index keeps the actions and not the resources: ask the log files, or Athena, for narrower ones");
    }
    if (tree.areMore()) {
      notes.add(
          "a session bought more than "
              + SessionTree.MOST_SESSIONS
              + " others: what the later ones did may be missing");
    }
    return found;
  }

  /// Those of the stack's subjects in that time, and of the asked operations.
  private List<Root> roots(Question.LeastPrivilege question) {
    var operations = question.asked().operations();
    var roots = new ArrayList<Root>();
    var after = Optional.<String>empty();
    do {
      var page =
          index.ofStack(
              question.stack(), question.period().range(), new PageRequest(PAGE_SIZE, after));
      AskedClaims.remember(
          sessions, hearing -> page.items().forEach(configuration.attributor(hearing)::origin));
      page.items().stream()
          .filter(root -> configuration.providers().include(root.identity().provider()))
          .filter(root -> operations.isEmpty() || operations.contains(operation(root)))
          .forEach(roots::add);
      after = page.next();
    } while (after.isPresent());
    return roots;
  }

  private static String operation(Root root) {
    return Subject.parse(root.identity().subject())
            instanceof Subject.Deployment(_, _, var operation)
        ? operation
        : "";
  }
}
