package io.deploytrail.questions;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.questions.Answer.DeniedList;
import io.deploytrail.questions.Answer.Refusal;
import io.deploytrail.refusals.RefusalExplainer;
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
        var refusal = refusal(attempts, origin);
        if (question.filter().wants(refusal)) {
          refusals.add(
              explainer.map(why -> refusal.with(why.explain(refusal.first()))).orElse(refusal));
        }
      }
    }
    return refusals;
  }

  static Refusal refusal(List<DeniedAttempt> attempts, Origin origin) {
    var byTime =
        Comparator.comparing((DeniedAttempt attempt) -> attempt.event().time())
            .thenComparing(attempt -> attempt.event().id());
    var inOrder = attempts.stream().sorted(byTime).toList();
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
