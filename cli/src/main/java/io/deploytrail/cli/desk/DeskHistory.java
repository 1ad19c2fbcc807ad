package io.deploytrail.cli.desk;

import static java.util.stream.Collectors.toSet;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.calls.ReadActions;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.desk.DeskDatabase;
import io.deploytrail.desk.DeskFile;
import io.deploytrail.desk.Hashes;
import io.deploytrail.desk.Lineage;
import io.deploytrail.questions.BoughtSessions;
import io.deploytrail.questions.CallHistory;
import io.deploytrail.questions.FirstCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The call history of a desk: the calls in its database, and those that it does not hold, in the
/// files that were indexed.
final class DeskHistory implements CallHistory {
  private static final String CALL_INDEX = "call index";

  /// After any event id of the same time.
  private static final String LAST_ID = Character.toString(Character.MAX_CODE_POINT);

  /// So far before and after a deployment's sessions a call of theirs may lie, by the time at which
  /// its own session began: the copies of one issuance need not state the same time.
  private static final Duration AROUND = Duration.ofDays(1);

  private final DeskDatabase database;
  private final Buckets buckets;

  /// One for all pages of a list; a question that the database answers needs none.
  private @Nullable IndexedFiles files;

  DeskHistory(DeskDatabase database, Buckets buckets) {
    this.database = database;
    this.buckets = buckets;
  }

  private IndexedFiles files() {
    if (files == null) {
      files = new IndexedFiles(database.files(), buckets);
    }
    return files;
  }

  @Override
  public Search byEventId(String eventId) {
    var kept = database.calls().ofEvent(eventId);
    if (kept.isPresent()) {
      return new Search(kept.map(Activity::call), List.of(CALL_INDEX), List.of());
    }
    var found = new ArrayList<CloudTrailRecord>();
    var indexed = files();
    indexed.read(
        database.files().withName(Set.of(Hashes.ofEventId(eventId))),
        _ -> found.isEmpty(),
        (record, _) -> {
          if (record.event().id().equalsIgnoreCase(eventId)) {
            found.add(record);
          }
        });
    return new Search(found.stream().findFirst(), indexed.searched(), indexed.notSearched());
  }

  @Override
  public FoundCalls ofSessions(SessionsWanted wanted) {
    var sessions = wanted.sessions().get();
    var first = new FirstCalls(FirstCalls.OLDEST_FIRST, wanted.limit());
    var reads = new ReadActions();
    each(
        sessions,
        wanted.after(),
        (call, activity) -> {
          var moment = Moment.of(call.event());
          if (mayAdd(moment, first) && wanted.include(call)) {
            add(activity.get(), first, reads);
          }
          return mayAdd(moment, first);
        });
    if (!first.hasMore()) {
      wanted.after().ifPresent(end -> readsUpTo(end, sessions, wanted, reads));
    }
    var indexed = files();
    return new FoundCalls(
        first.inOrder(),
        first.hasMore(),
        first.hasMore() ? List.of() : reads.all(),
        indexed.searched(),
        indexed.notSearched());
  }

  @Override
  public FoundCalls each(SessionsWanted wanted, Consumer<Activity> taker) {
    each(
        wanted.sessions().get(),
        Optional.empty(),
        (call, activity) -> {
          if (wanted.areTheirs().test(call)) {
            taker.accept(activity.get());
          }
          return true;
        });
    var indexed = files();
    return new FoundCalls(List.of(), false, List.of(), indexed.searched(), indexed.notSearched());
  }

  /// What was read before the last page, with which all of it comes.
  private void readsUpTo(
      Moment end, BoughtSessions sessions, SessionsWanted wanted, ReadActions reads) {
    each(
        sessions,
        Optional.empty(),
        (call, activity) -> {
          var isBefore = Moment.of(call.event()).compareTo(end) <= 0;
          if (isBefore && wanted.areTheirs().test(call) && !activity.get().standsOut()) {
            reads.add(call);
          }
          return isBefore;
        });
  }

  /// Takes a call; what it did is read when it is asked for. Says whether it takes one that is
  /// behind it in the order of time.
  private interface CallTaker {
    boolean take(Call call, Supplier<Activity> activity);
  }

  /// Hands over what those sessions may have called after that moment: what files hold, in no
  /// order, then what the database does, in that of time.
  private void each(BoughtSessions sessions, Optional<Moment> after, CallTaker taker) {
    var around = around(sessions);
    var later = new TimeRange(after.map(Moment::time).orElse(Instant.MIN), Instant.MAX);
    var issued = sessions.all().stream().map(Issuance::session).toList();
    // One of the deployment's sessions may be known by its name alone.
    var callers = issued.stream().flatMap(each -> Lineage.callers(each).stream()).collect(toSet());
    var indexed = files();
    indexed.read(
        sessions.areMore() ? indexed.all() : database.files().withCaller(callers::contains),
        file -> file.reaches(later),
        (record, activity) -> {
          if (record instanceof Call call && around.contains(begin(call))) {
            var _ = taker.take(call, activity);
          }
        });
    Predicate<Activity> kept =
        activity ->
            !around.contains(begin(activity.call())) || taker.take(activity.call(), () -> activity);
    if (sessions.areMore()) {
      // All of them: it is not known who all the callers are.
      database.calls().after(after, kept);
    } else {
      database.calls().ofSessions(issued, after, kept);
    }
  }

  private static void add(Activity activity, FirstCalls first, ReadActions reads) {
    if (activity.standsOut()) {
      first.add(activity);
    } else {
      reads.add(activity.call());
    }
  }

  /// Whether a call of that moment may belong to the list, or one behind it in its order.
  private static boolean mayAdd(Moment moment, FirstCalls first) {
    return !first.hasMore() || first.admits(moment);
  }

  /// From the first issuance to the last expiry, and more: it only spares the rules most of a
  /// trail's calls, and must not keep one from them that they would tie.
  private static TimeRange around(BoughtSessions sessions) {
    var all = sessions.all();
    var from = all.stream().map(each -> each.session().issuedAt()).min(Instant::compareTo);
    var to = all.stream().map(each -> each.session().expiresAt()).max(Instant::compareTo);
    return new TimeRange(
        from.orElse(Instant.EPOCH).minus(AROUND),
        sessions.areMore() ? Instant.MAX : to.orElse(Instant.EPOCH).plus(AROUND));
  }

  /// When the call's session began, as far as its record says so: a call that was forwarded may
  /// come however late.
  private static Instant begin(Call call) {
    return call.caller().sessionCreated().orElse(call.event().time());
  }

  @Override
  public FoundCalls ofResource(ResourceWanted wanted) {
    var first = new FirstCalls(FirstCalls.NEWEST_FIRST, wanted.limit());
    var names = wanted.resource().keys();
    var period = wanted.period().range();
    var range = new TimeRange(period.from(), wanted.before().map(Moment::time).orElse(period.to()));
    database
        .calls()
        .ofNames(
            names,
            range,
            activity -> {
              if (wanted.includes(activity)) {
                first.add(activity);
              }
              return mayAdd(Moment.of(activity.event()), first);
            });
    var indexed = files();
    indexed.read(
        database.files().withName(names.stream().map(Hashes::of).collect(toSet())),
        file -> file.reaches(range) && mayAdd(lastMoment(file), first),
        (record, activity) -> {
          if (record instanceof Call
              && range.contains(record.event().time())
              && mayAdd(Moment.of(record.event()), first)
              && wanted.includes(activity.get())) {
            first.add(activity.get());
          }
        });
    return new FoundCalls(
        first.inOrder(), first.hasMore(), List.of(), indexed.searched(), indexed.notSearched());
  }

  /// No call of that file comes after it.
  private static Moment lastMoment(DeskFile file) {
    return new Moment(file.lastTime().orElse(Instant.MAX), LAST_ID);
  }
}
