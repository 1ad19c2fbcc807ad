package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TieLimits;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.aws.EventLookup;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.index.InMemorySessionIndex;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/// The links of role chains in one window of one Region's event history.
///
/// They are looked for by the names `AssumeRoot`, which is rare, and `AssumeRole`; these find
/// everybody's. When that has taken as many requests as there are known sessions, by the key of
/// each of these instead. So it never takes more than twice as many as the better way.
final class LinkSearch {
  private static final int PAGE_SIZE = 500;

  private final SessionIndex sessions;
  private final Selection selection;
  private final HistoryRecords history;
  private final TimeRange range;

  LinkSearch(SessionIndex sessions, Selection selection, HistoryRecords history, TimeRange range) {
    this.sessions = requireNonNull(sessions, "sessions");
    this.selection = requireNonNull(selection, "selection");
    this.history = requireNonNull(history, "history");
    this.range = requireNonNull(range, "range");
  }

  /// Passes the links on, some at a time.
  void tell(Consumer<List<Link>> links) {
    var known = known();
    var calls = new ArrayList<Call>();
    var areAll = byName(known.size(), calls);
    links.accept(those(calls));
    if (!areAll) {
      byKey(known, links);
    }
  }

  /// Collects calls until there are no more, or until so many pages were not enough; whether these
  /// are all.
  private boolean byName(int mostPages, List<Call> calls) {
    history.eachPage(named("AssumeRoot"), page -> calls.addAll(candidates(page)));
    return history.firstPages(
        named("AssumeRole"), Math.max(1, mostPages), page -> calls.addAll(candidates(page)));
  }

  private EventLookup named(String eventName) {
    return EventLookup.of(LookupAttributeKey.EVENT_NAME, eventName)
        .between(range.from(), range.to());
  }

  private List<Call> candidates(List<CloudTrailRecord> page) {
    return page.stream()
        .flatMap(record -> record instanceof Call call ? Stream.of(call) : Stream.empty())
        .filter(call -> call.link().isPresent())
        .filter(call -> selection.mayMatter(call) || selection.givesLookalike(call))
        .toList();
  }

  /// Those links whose caller is not nobody, judged together, since one may have bought another.
  private List<Link> those(List<Call> calls) {
    var ofWindow = new InMemorySessionIndex(selection.names());
    calls.forEach(call -> call.link().ifPresent(ofWindow::add));
    var all = new CachedSessions(new ChunkSessions(ofWindow, sessions));
    var rules = selection.rules().apply(all);
    var origins = rules.possibleOrigins();
    var links =
        Concurrently.map(
            calls,
            call ->
                selection.givesLookalike(call)
                        || origins.apply(call).stream()
                            .anyMatch(possible -> possible.origin().verdict() != Verdict.NONE)
                    ? call.link()
                    : Optional.<Link>empty());
    return links.stream().flatMap(Optional::stream).toList();
  }

  private void byKey(Set<Issuance> known, Consumer<List<Link>> links) {
    var open = new ArrayDeque<Issuance>(known);
    while (!open.isEmpty()) {
      var session = open.pop().session();
      var from = session.issuedAt().isAfter(range.from()) ? session.issuedAt() : range.from();
      var to = session.expiresAt().isBefore(range.to()) ? session.expiresAt() : range.to();
      history.eachPage(
          EventLookup.of(LookupAttributeKey.ACCESS_KEY_ID, session.accessKey().value())
              .between(from, to),
          page -> {
            var bought = links(page);
            links.accept(bought);
            bought.stream().filter(known::add).filter(this::isValid).forEach(open::push);
          });
    }
  }

  private static List<Link> links(List<CloudTrailRecord> page) {
    return page.stream()
        .flatMap(record -> record instanceof Call call ? call.link().stream() : Stream.empty())
        .toList();
  }

  /// Pulumi's sessions that were valid in this window, and those that were bought with them, as far
  /// as they are known.
  private Set<Issuance> known() {
    var open = new ArrayDeque<Issuance>();
    var first = LocalDate.ofInstant(range.from().minus(TieLimits.LONGEST_SESSION), ZoneOffset.UTC);
    var last = LocalDate.ofInstant(range.to(), ZoneOffset.UTC);
    first.datesUntil(last.plusDays(1)).forEach(day -> open.addAll(rootsOf(day)));
    var known = new LinkedHashSet<Issuance>();
    while (!open.isEmpty()) {
      var issuance = open.pop();
      if (isValid(issuance) && known.add(issuance)) {
        var session = issuance.session();
        open.addAll(
            sessions.boughtBy(
                session.principal(), new TimeRange(session.issuedAt(), session.expiresAt())));
      }
    }
    return known;
  }

  private List<Root> rootsOf(LocalDate day) {
    var roots = new ArrayList<Root>();
    var after = Optional.<String>empty();
    do {
      var page = sessions.ofDay(day, "", new PageRequest(PAGE_SIZE, after));
      page.items().stream().filter(selection::isPulumis).forEach(roots::add);
      after = page.next();
    } while (after.isPresent());
    return roots;
  }

  private boolean isValid(Issuance issuance) {
    return !issuance.session().expiresAt().isBefore(range.from())
        && !issuance.session().issuedAt().isAfter(range.to());
  }
}
