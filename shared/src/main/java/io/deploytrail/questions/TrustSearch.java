package io.deploytrail.questions;

import static java.util.Comparator.comparing;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.questions.Answer.RoleTrustAnswer;
import io.deploytrail.refusals.PolicyInForce;
import io.deploytrail.refusals.RoleTrust;
import io.deploytrail.refusals.RoleUse;
import io.deploytrail.refusals.TrustAtHand;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.UnreadableTrustPolicyException;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import io.deploytrail.trust.refusal.TryAnswer;
import io.deploytrail.trust.width.NarrowPolicy;
import io.deploytrail.trust.width.NarrowRequest;
import io.deploytrail.trust.width.NarrowStep;
import io.deploytrail.trust.width.RatedRole;
import io.deploytrail.trust.width.TrustWidth;
import io.deploytrail.trust.width.UsedSubject;
import io.deploytrail.trust.width.Width;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers who may use a role, and who did: by the policy that is given, else by the one at hand,
/// else by the last one that is indexed.
final class TrustSearch {
  private static final int PAGE_SIZE = 1000;

  private static final String NOT_KNOWN =
      "the role's policy is not known: a policy or IAM gives it, and with ReadTrust it is indexed";

  private static final Comparator<Optional<Width>> ABSENT_LAST =
      comparing(width -> width.map(Enum::ordinal).orElse(Integer.MAX_VALUE));

  private final SessionIndex index;
  private final RoleTrust trust;
  private final Configuration configuration;

  TrustSearch(SessionIndex index, TrustAtHand atHand, Configuration configuration) {
    this.index = index;
    this.trust = new RoleTrust(index, atHand);
    this.configuration = configuration;
  }

  Answer.TriedToken answer(Question.TrustTry question) {
    return new Answer.TriedToken(
        switch (policy(question.trust())) {
          case PolicyInForce.Policy(var policy, var certainty, var evidence) -> {
            var answer =
                question.trust().answer(question.token(), policy, certainty, configuration);
            for (var sentence : evidence) {
              answer = answer.with(sentence);
            }
            yield answer;
          }
          case PolicyInForce.NoRole(var certainty, var evidence) ->
              TryAnswer.refused(question.trust().role(), Cause.ROLE_MISSING, certainty, evidence);
          case PolicyInForce.NotKnown(var reason) ->
              new TryAnswer(
                  question.trust().role(),
                  Decision.UNDECIDED,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  List.of(reason.orElse(NOT_KNOWN)));
        });
  }

  RoleTrustAnswer answer(Question.WhoMayUse question) {
    var asked = question.trust();
    var used =
        asked
            .role()
            .flatMap(RoleTrust::role)
            .map(role -> subjects(role.key(), used(question.period())))
            .orElse(List.of());
    return switch (policy(asked)) {
      case PolicyInForce.Policy(var policy, _, var evidence) ->
          rated(asked.role(), Optional.of(policy), used, question.step(), evidence);
      case PolicyInForce.NoRole(_, var evidence) ->
          rated(asked.role(), Optional.empty(), used, question.step(), List.of(evidence));
      case PolicyInForce.NotKnown(var reason) ->
          rated(
              asked.role(),
              Optional.empty(),
              used,
              question.step(),
              List.of(reason.orElse(NOT_KNOWN)));
    };
  }

  /// Every role whose indexed policy names a provider of Pulumi's, the widest first; then those
  /// that let tokens of Pulumi's in, and whose policy is not known.
  Answer.RoleTrustList answer(Question.AllRoles question) {
    var used = used(question.period());
    var roles = new ArrayList<RoleTrustAnswer>();
    var lastChanges = lastChanges();
    lastChanges.forEach((key, changes) -> {
      if (TrustState.after(changes).orElseThrow() instanceof TrustState.PolicySet(var document)) {
        policyOf(document)
            .filter(this::isOfPulumi)
            .map(policy ->
                rated(
                    Optional.of(arn(changes, used)),
                    Optional.of(policy),
                    subjects(key, used),
                    NarrowStep.EXACT,
                    List.of()))
            .ifPresent(roles::add);
      }
    });
    used.forEach((key, use) -> {
      if (!isKnown(lastChanges.getOrDefault(key, List.of()))) {
        roles.add(
            rated(
                Optional.of(use.arn()),
                Optional.empty(),
                use.subjects(),
                NarrowStep.EXACT,
                List.of(NOT_KNOWN)));
      }
    });
    roles.sort(
        comparing((RoleTrustAnswer role) -> role.width().map(TrustWidth::width), ABSENT_LAST)
            .thenComparing(role -> role.role().orElse("")));
    return new Answer.RoleTrustList(roles);
  }

  /// Whether the policy is known, or that there is none.
  private static boolean isKnown(List<RoleTrustChange> changes) {
    return TrustState.after(changes)
        .filter(state ->
            switch (state) {
              case TrustState.PolicySet(var document) -> policyOf(document).isPresent();
              case TrustState.PolicyNotKnown _ -> false;
              case TrustState.RoleDeleted _ -> true;
            })
        .isPresent();
  }

  private static List<UsedSubject> subjects(String key, Map<String, RoleUse.UsedRole> used) {
    return Optional.ofNullable(used.get(key)).map(RoleUse.UsedRole::subjects).orElse(List.of());
  }

  /// Of each role the changes of the second in which it changed last.
  private Map<String, List<RoleTrustChange>> lastChanges() {
    var last = new LinkedHashMap<String, List<RoleTrustChange>>();
    var after = Optional.<String>empty();
    do {
      var page = index.ofAllRoles(new PageRequest(PAGE_SIZE, after));
      for (var change : page.items()) {
        last.computeIfAbsent(change.role().key(), _ -> new ArrayList<>()).add(change);
      }
      after = page.next();
    } while (after.isPresent());
    return last;
  }

  /// With its path, if a creation or a session is known.
  private static String arn(List<RoleTrustChange> changes, Map<String, RoleUse.UsedRole> used) {
    var role = changes.getFirst().role();
    return changes.stream()
        .flatMap(change -> change.arn().stream())
        .findFirst()
        .or(() -> Optional.ofNullable(used.get(role.key())).map(RoleUse.UsedRole::arn))
        .orElse("arn:aws:iam::" + role.account() + ":role/" + role.name());
  }

  private static Optional<TrustPolicy> policyOf(String document) {
    try {
      return Optional.of(TrustPolicy.parse(document));
    } catch (UnreadableTrustPolicyException e) {
      // IAM saved it, so it is of a form that is not a web identity's: none of these roles.
      return Optional.empty();
    }
  }

  private boolean isOfPulumi(TrustPolicy policy) {
    return policy.statements().stream()
        .flatMap(statement -> statement.principals().federated().stream())
        .anyMatch(configuration.providers()::include);
  }

  private Map<String, RoleUse.UsedRole> used(Period period) {
    return new RoleUse(index, configuration.providers())
        .on(period.days(Optional.empty()), period.from(), period.to());
  }

  private RoleTrustAnswer rated(
      Optional<String> role,
      Optional<TrustPolicy> policy,
      List<UsedSubject> used,
      NarrowStep step,
      List<String> evidence) {
    var rated = new RatedRole(role, configuration.providers().names());
    return new RoleTrustAnswer(
        role,
        policy.map(known -> TrustWidth.of(known, rated)),
        used,
        used.isEmpty()
            ? Optional.empty()
            : Optional.of(
                NarrowPolicy.of(
                    new NarrowRequest(
                        rated,
                        used,
                        configuration.organizations().stream().sorted().toList(),
                        policy,
                        step))),
        evidence);
  }

  private PolicyInForce policy(AskedTrust asked) {
    return asked
        .policy()
        .<PolicyInForce>map(
            policy -> new PolicyInForce.Policy(policy, Certainty.CERTAIN, List.of()))
        .orElseGet(() -> trust.now(asked.role().orElseThrow()));
  }
}
