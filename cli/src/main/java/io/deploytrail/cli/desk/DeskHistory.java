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
import io.deploytrail.desk.Hashes;
import io.deploytrail.desk.Lineage;
import io.deploytrail.questions.BoughtSessions;
import io.deploytrail.questions.CallHistory;
import io.deploytrail.questions.FirstCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The call history of a desk: the calls in its database, and those that it does not hold, in the
/// files that were indexed.
record DeskHistory(DeskDatabase database, Buckets buckets) implements CallHistory {
  private static final String CALL_INDEX = "call index";

  /// After any event id of the same time.
  private static final String LAST_ID = Character.toString(Character.MAX_CODE_POINT);

  /// So far before and after a deployment's sessions a call of theirs may lie, by the time at which
  /// its own session began: the copies of one issuance need not state the same time.
  private static final Duration AROUND = Duration.ofDays(1);

  private IndexedFiles files() {
    return new IndexedFiles(database.files(), buckets);
  }

  @Override
  public Search byEventId(String eventId) {
    var kept = database.calls().ofEvent(eventId);
    if (kept.isPresent()) {
      return new Search(kept.map(Activity::call), List.of(CALL_INDEX), List.of());
    }
    var found = new ArrayList<CloudTrailRecord>();
    var files = files();
    files.read(
        database.files().withName(Set.of(Hashes.ofEventId(eventId))),
        _ -> found.isEmpty(),
        (record, _) -> {
          if (record.event().id().equalsIgnoreCase(eventId)) {
            found.add(record);
          }
        });
    return new Search(found.stream().findFirst(), files.searched(), files.notSearched());
  }

  @Override
  public FoundCalls ofSessions(SessionsWanted wanted) {
    var sessions = wanted.sessions().get();
    var around = around(sessions);
    var first = new FirstCalls(FirstCalls.OLDEST_FIRST, wanted.limit());
    var reads = new ReadActions();
    var files = files();
    var issued = sessions.all().stream().map(Issuance::session).toList();
    // One of the deployment's sessions may be known by its name alone.
    var callers = issued.stream().flatMap(each -> Lineage.callers(each).stream()).collect(toSet());
    files.read(
        sessions.areMore() ? files.all() : database.files().withCaller(callers::contains),
        _ -> true,
        (record, activity) -> {
          if (record instanceof Call call && around.contains(begin(call)) && wanted.include(call)) {
            add(activity.get(), first, reads);
          }
        });
    Predicate<Activity> kept =
        activity -> {
          if (mayAdd(activity, first)
              && around.contains(begin(activity.call()))
              && wanted.include(activity.call())) {
            add(activity, first, reads);
          }
          return mayAdd(activity, first);
        };
    if (sessions.areMore()) {
      // All of them: it is not known who all the callers are.
      database.calls().after(wanted.after(), kept);
    } else {
      database.calls().ofSessions(issued, wanted.after(), kept);
    }
    return new FoundCalls(
        first.inOrder(),
        first.hasMore(),
        first.hasMore() ? List.of() : reads.all(),
        files.searched(),
        files.notSearched());
  }

  private static void add(Activity activity, FirstCalls first, ReadActions reads) {
    if (activity.standsOut()) {
      first.add(activity);
    } else {
      reads.add(activity.call());
    }
  }

  /// Whether a call of that moment may belong to the list, or those after it in its order.
  private static boolean mayAdd(Activity activity, FirstCalls first) {
    return !first.hasMore() || first.admits(Moment.of(activity.event()));
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
    var range = wanted.period().range();
    database
        .calls()
        .ofNames(
            names,
            range,
            activity -> {
              if (wanted.includes(activity)) {
                first.add(activity);
              }
              return mayAdd(activity, first);
            });
    var files = files();
    files.read(
        database.files().withName(names.stream().map(Hashes::of).collect(toSet())),
        file -> file.lastTime().map(last -> mayAdd(last, range, first)).orElse(true),
        (record, activity) -> {
          if (record instanceof Call
              && range.contains(record.event().time())
              && wanted.includes(activity.get())) {
            first.add(activity.get());
          }
        });
    return new FoundCalls(
        first.inOrder(), first.hasMore(), List.of(), files.searched(), files.notSearched());
  }

  /// Whether a file may whose last record is of that time.
  private static boolean mayAdd(Instant last, TimeRange range, FirstCalls first) {
    return !last.isBefore(range.from())
        && (!first.hasMore() || first.admits(new Moment(last, LAST_ID)));
  }
}
