package io.deploytrail.questions;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.questions.Answer.DeploymentList;
import io.deploytrail.questions.RanDeployments.FoundRoot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;

/// Lists the deployments that ran: root sessions of the period, newest first, grouped by the
/// deployment they lead to.
///
/// One request a page: of a stack directly, else day by day; one more for whose the ids and
/// versions are, and one more a session for the sessions bought with it ([SessionTree]). A
/// deployment whose tokens bought sessions on two pages is listed on both. Sessions that Pulumi
/// minted for no stack (ESC, the organization's own key, subjects that are not known) are only
/// counted unless they are asked for; other providers' are left out.
final class DeploymentSearch {
  private static final int PAGE_SIZE = 50;

  private final SessionIndex index;
  private final Configuration configuration;
  private final CachedSessions sessions;
  private final Attributor attributor;
  private final Question.Deployments question;

  DeploymentSearch(SessionIndex index, Configuration configuration, Question.Deployments question) {
    this.index = index;
    this.configuration = configuration;
    this.sessions = new CachedSessions(index);
    this.attributor = configuration.attributor(sessions);
    this.question = question;
  }

  DeploymentList answer() {
    var page = question.within().stackName().isPresent() ? ofStack() : ofDays();
    AskedClaims.remember(
        sessions, hearing -> page.items().forEach(configuration.attributor(hearing)::origin));
    var found = new ArrayList<FoundRoot>();
    var leftOut = 0;
    for (var root : page.items()) {
      var origin = attributor.origin(root);
      if (!origin.verdict().isPulumi() || !question.within().includes(origin)) {
        continue;
      }
      if (!isDeployment(origin) && !question.allSessions()) {
        leftOut++;
      } else {
        found.add(new FoundRoot(root, origin));
      }
    }
    var ran =
        new RanDeployments(index, attributor)
            .of(found).stream().filter(question.filter()::wants).toList();
    return new DeploymentList(ran, page.next(), leftOut);
  }

  private static boolean isDeployment(Origin origin) {
    return origin.verdict() == Verdict.DEPLOYMENT || origin.verdict() == Verdict.STACK;
  }

  private Page<Root> ofStack() {
    var stack = question.within().stackName().orElseThrow();
    return index.ofStack(
        stack, question.period().range(), new PageRequest(PAGE_SIZE, question.after()));
  }

  private Page<Root> ofDays() {
    var start = question.after().map(DayToken::parse);
    var roots = new ArrayList<Root>();
    var within = start.flatMap(DayToken::within);
    for (var day : question.period().days(start.map(DayToken::day))) {
      do {
        var page =
            index.ofDay(day, question.within().organization(), new PageRequest(PAGE_SIZE, within));
        page.items().stream()
            .filter(root -> question.period().contains(root.event().time()))
            .forEach(roots::add);
        within = page.next();
        if (roots.size() >= PAGE_SIZE) {
          return new Page<>(roots, goOn(day, within));
        }
      } while (within.isPresent());
    }
    return Page.last(roots);
  }

  private Optional<String> goOn(LocalDate day, Optional<String> within) {
    var next = new DayToken(within.isPresent() ? day : day.minusDays(1), within);
    return question.period().days(Optional.of(next.day())).isEmpty()
        ? Optional.empty()
        : Optional.of(next.toString());
  }
}
