package io.deploytrail.questions;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.questions.Answer.DeniedList;
import io.deploytrail.questions.Answer.Refusal;
import io.deploytrail.refusals.RefusalExplainer;
import io.deploytrail.trust.refusal.TryAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists what was refused: the denied attempts of the period, newest first, retries of one cause as
/// one entry.
///
/// A page is made of whole days, so that a burst of retries is not cut in two. Attempts with the
/// tokens of other providers are left out.
final class DeniedSearch {
  private static final int PAGE_SIZE = 50;
  private static final int REQUEST_SIZE = 1000;

  private static final Comparator<DeniedAttempt> BY_TIME =
      comparing((DeniedAttempt attempt) -> attempt.event().time())
          .thenComparing(attempt -> attempt.event().id());

  private final SessionIndex index;
  private final Attributor attributor;
  private final Optional<RefusalExplainer> explainer;
  private final Question.Denied question;

  DeniedSearch(
      SessionIndex index,
      Attributor attributor,
      Optional<RefusalExplainer> explainer,
      Question.Denied question) {
    this.index = index;
    this.attributor = attributor;
    this.explainer = explainer;
    this.question = question;
  }

  /// What makes attempts retries of one another.
  private record OneCause(
      Optional<String> account,
      Optional<String> region,
      Optional<String> role,
      Optional<String> roleSessionName,
      WebIdentity identity,
      String errorCode) {
    static OneCause of(DeniedAttempt attempt) {
      var event = attempt.event();
      return new OneCause(
          event.account(),
          event.region(),
          attempt.role(),
          attempt.roleSessionName(),
          attempt.identity(),
          attempt.errorCode());
    }
  }

  DeniedList answer() {
    var start = question.after().map(DayToken::parse).map(DayToken::day);
    var causes = new LinkedHashMap<OneCause, List<DeniedAttempt>>();
    var days = question.period().days(start);
    for (var day : days) {
      for (var attempt : deniedOn(day)) {
        causes.computeIfAbsent(OneCause.of(attempt), _ -> new ArrayList<>()).add(attempt);
      }
      if (causes.size() >= PAGE_SIZE && !day.equals(days.getLast())) {
        return new DeniedList(refusals(causes), Optional.of(day.minusDays(1).toString()));
      }
    }
    return new DeniedList(refusals(causes), Optional.empty());
  }

  private List<DeniedAttempt> deniedOn(LocalDate day) {
    var attempts = new ArrayList<DeniedAttempt>();
    var after = Optional.<String>empty();
    do {
      var page = index.deniedOn(day, "", new PageRequest(REQUEST_SIZE, after));
      page.items().stream()
          .filter(denied -> question.period().contains(denied.event().time()))
          .forEach(attempts::add);
      after = page.next();
    } while (after.isPresent());
    return attempts;
  }

  private List<Refusal> refusals(Map<OneCause, List<DeniedAttempt>> causes) {
    var refusals = new ArrayList<Refusal>();
    for (var attempts : causes.values()) {
      var origin = attributor.origin(attempts.getFirst());
      if (origin.verdict().isPulumi()) {
        var alike = refusal(attempts, origin);
        if (question.filter().wants(alike)) {
          explainer.ifPresentOrElse(
              why -> refusals.addAll(explained(attempts, origin, why)), () -> refusals.add(alike));
        }
      }
    }
    return refusals;
  }

  private record Explained(DeniedAttempt attempt, TryAnswer answer) {}

  /// Attempts that look alike may have been refused for several causes: from another address, under
  /// another policy.
  private static List<Refusal> explained(
      List<DeniedAttempt> attempts, Origin origin, RefusalExplainer explainer) {
    return attempts.stream()
        .sorted(BY_TIME)
        .map(attempt -> new Explained(attempt, explainer.explain(attempt)))
        .collect(groupingBy(each -> each.answer().cause(), LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(ofCause ->
            refusal(ofCause.stream().map(Explained::attempt).toList(), origin)
                .with(surest(ofCause)))
        .toList();
  }

  /// The first of the surest.
  private static TryAnswer surest(List<Explained> attempts) {
    return attempts.stream()
        .map(Explained::answer)
        .min(comparing(answer -> answer.certainty().map(Enum::ordinal).orElse(-1), reverseOrder()))
        .orElseThrow();
  }

  static Refusal refusal(List<DeniedAttempt> attempts, Origin origin) {
    var inOrder = attempts.stream().sorted(BY_TIME).toList();
    return new Refusal(
        inOrder.getFirst(),
        inOrder.getLast().event().time(),
        inOrder.size(),
        origin.deployment(),
        origin.stated(),
        origin.environment(),
        origin.warnings(),
        Optional.empty());
  }
}
