package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TrustHistory;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Try;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import io.deploytrail.trust.refusal.ErrorText;
import io.deploytrail.trust.refusal.PolicyRefusal;
import io.deploytrail.trust.refusal.TryAnswer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Why AWS refused denied attempts.
///
/// The policy in force decides; it asks once for each role. Without one, the role's other sessions
/// of that day say what is likely. For one question, since it remembers what it read.
public final class RefusalExplainer {
  private static final int SESSIONS = 1000;

  /// Bytes; CloudTrail's limit is 1,024.
  private static final int LONGEST_AGENT = 1000;

  private final SessionIndex index;
  private final RoleTrust trust;
  private final ProviderTrust providers;
  private final Set<String> ownOrganizations;
  private final Map<LocalDate, Page<Root>> sessions = new HashMap<>();

  public RefusalExplainer(
      SessionIndex index, TrustHistory history, TrustAtHand atHand, Set<String> ownOrganizations) {
    this.index = requireNonNull(index, "index");
    this.trust = new RoleTrust(history, atHand);
    this.providers = new ProviderTrust(history, atHand);
    this.ownOrganizations = Set.copyOf(ownOrganizations);
  }

  public TryAnswer explain(DeniedAttempt attempt) {
    var text =
        new ErrorText(attempt.errorCode() + attempt.errorMessage().map(" "::concat).orElse(""));
    var provider = ProviderArn.parse(attempt.identity().provider());
    if (!text.mayBePolicy() || attempt.role().isEmpty() || provider.isEmpty()) {
      return new ProviderRefusal(providers).narrowed(attempt, text.answer(attempt.role()));
    }
    var asked = asked(attempt, provider.get());
    return switch (trust.at(attempt.role().get(), attempt.event().time())) {
      case PolicyInForce.Policy inForce -> explain(asked, attempt, inForce);
      case PolicyInForce.NoRole(var certainty, var evidence) ->
          TryAnswer.refused(attempt.role(), Cause.ROLE_MISSING, certainty, evidence);
      case PolicyInForce.NotKnown(var reason) -> {
        var answer = withoutPolicy(asked, attempt, text.answer(attempt.role()));
        yield reason.map(answer::with).orElse(answer);
      }
    };
  }

  private TryAnswer explain(Try asked, DeniedAttempt attempt, PolicyInForce.Policy inForce) {
    var justBefore =
        trust
            .justBefore(attempt.role().orElseThrow(), attempt.event().time())
            .or(() -> providers.justBefore(asked.provider().text(), attempt.event().time()));
    var certainty = justBefore.isPresent() ? Certainty.LIKELY : Certainty.CERTAIN;
    var answer =
        new PolicyRefusal(inForce.policy(), ownOrganizations)
            .answer(asked, inForce.certainty().atMost(certainty));
    for (var sentence : inForce.evidence()) {
      answer = answer.with(sentence);
    }
    if (answer.allowed() != Decision.YES) {
      return justBefore.isPresent()
          ? answer.with(Cause.PROPAGATION).with(justBefore.get())
          : answer;
    }
    return justBefore.isPresent()
        ? answer
            .because(
                Cause.PROPAGATION,
                Certainty.LIKELY,
                justBefore.get() + ", and not all of AWS may have known it yet")
            .with(Cause.ORGANIZATION_POLICY)
        : answer.because(
            Cause.ORGANIZATION_POLICY,
            Certainty.OPEN,
            "this policy lets the try in: a service control or resource control policy may stand above it, which no record tells, or the policy was another one then");
  }

  /// What the role's other sessions of that day say.
  private TryAnswer withoutPolicy(Try asked, DeniedAttempt attempt, TryAnswer byText) {
    var ofDay = ofDay(attempt.event().time().atZone(ZoneOffset.UTC).toLocalDate());
    var where = ofDay.next().isPresent() ? "in the last 1,000 sessions of that day" : "that day";
    var others =
        ofDay.items().stream()
            .filter(root ->
                root.session().role().equals(attempt.role())
                    && root.identity().provider().equals(attempt.identity().provider()))
            .toList();
    if (others.isEmpty() || asked.audience().isEmpty() || asked.subject().isEmpty()) {
      return byText.with(
          "the role's policy is not known; --read-iam or --policy <file> gives it, and with ReadTrust it is indexed");
    }
    var sameAudience =
        others.stream()
            .filter(root -> root.identity().audience().equals(attempt.identity().audience()))
            .toList();
    if (sameAudience.isEmpty()) {
      return byText.because(
          Cause.AUDIENCE_MISMATCH,
          Certainty.LIKELY,
          "the role let in tokens of audience %s %s, and none of %s"
              .formatted(
                  others.getFirst().identity().audience(),
                  where,
                  asked.audience().orElse("no audience")));
    }
    if (sameAudience.stream()
        .anyMatch(root -> root.identity().subject().equals(attempt.identity().subject()))) {
      return byText.with(
          "the role let in the same subject that day, so that its policy changed, or asks for more than the token");
    }
    return byText.because(
        Cause.SUBJECT_MISMATCH,
        Certainty.LIKELY,
        "the role let in %s %s, and not %s"
            .formatted(
                named(sameAudience.getFirst().identity().subject()),
                where,
                named(attempt.identity().subject())));
  }

  private static String named(String subject) {
    return switch (Subject.parse(subject)) {
      case Subject.Deployment(_, var stack, var operation) -> operation + " of " + stack;
      case Subject.Environment _, Subject.CustomerManagedKey _, Subject.Foreign _ -> subject;
    };
  }

  private Page<Root> ofDay(LocalDate day) {
    return sessions.computeIfAbsent(day, of -> index.ofDay(of, "", PageRequest.first(SESSIONS)));
  }

  private static Try asked(DeniedAttempt attempt, ProviderArn provider) {
    return new Try(
        attempt.role(),
        provider,
        present(attempt.identity().audience()),
        present(attempt.identity().subject()),
        attempt.roleSessionName(),
        new Try.Circumstances(
            attempt.sourceIpAddress(),
            attempt.userAgent().filter(RefusalExplainer::isWhole),
            attempt.event().region(),
            Optional.of(attempt.event().time())));
  }

  /// Whether the record holds the agent as it was sent: some records set it in brackets, and
  /// CloudTrail shortens what has more than 1 KB.
  private static boolean isWhole(String userAgent) {
    return !userAgent.startsWith("[")
        && userAgent.getBytes(StandardCharsets.UTF_8).length < LONGEST_AGENT;
  }

  private static Optional<String> present(String text) {
    return Optional.of(Objects.requireNonNull(text)).filter(value -> !value.isEmpty());
  }
}
