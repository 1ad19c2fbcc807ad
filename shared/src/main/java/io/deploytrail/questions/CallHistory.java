package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.calls.SessionReads;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.resources.ResourceName;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Calls, which the session index does not keep: the call index, AWS's event history, or log files
/// on a desk.
public interface CallHistory {
  /// The record with that event id, as far as the history reaches.
  Search byEventId(String eventId);

  /// What those sessions did, in the order of time.
  FoundCalls ofSessions(SessionsWanted wanted);

  /// Hands over all that those sessions did, in no order, whatever it only read too where that is
  /// kept whole; else `reads` of the answer, which lists no calls, has its actions.
  FoundCalls each(SessionsWanted wanted, Consumer<Activity> taker);

  /// What changed a resource, or was refused to, newest first.
  FoundCalls ofResource(ResourceWanted wanted);

  /// What a search found, and where it looked: `searched` and `notSearched` name places and, for
  /// the latter, reasons.
  record Search(Optional<CloudTrailRecord> found, List<String> searched, List<String> notSearched) {
    public Search {
      requireNonNull(found, "found");
      searched = List.copyOf(searched);
      notSearched = List.copyOf(notSearched);
    }
  }

  /// At most `limit` calls after that moment. `sessions` returns the sessions, with those that were
  /// bought with them, and `roots` are at the top of their chains, none if nobody's token is;
  /// `areTheirs` says whether a call is one of theirs.
  record SessionsWanted(
      List<Root> roots,
      Supplier<BoughtSessions> sessions,
      Predicate<Call> areTheirs,
      Optional<Moment> after,
      int limit) {
    public SessionsWanted {
      roots = List.copyOf(roots);
      requireNonNull(sessions, "sessions");
      requireNonNull(areTheirs, "areTheirs");
      requireNonNull(after, "after");
    }

    /// Whether that call belongs in the list, or among what was read.
    public boolean include(Call call) {
      return after.map(moment -> Moment.of(call.event()).compareTo(moment) > 0).orElse(true)
          && areTheirs.test(call);
    }
  }

  /// At most `limit` calls of the period before that moment.
  record ResourceWanted(ResourceName resource, Period period, Optional<Moment> before, int limit) {
    public ResourceWanted {
      requireNonNull(resource, "resource");
      requireNonNull(period, "period");
      requireNonNull(before, "before");
    }

    /// Whether that call belongs in the list.
    public boolean includes(Activity activity) {
      var event = activity.event();
      return activity.standsOut()
          && period.contains(event.time())
          && before.map(moment -> Moment.of(event).compareTo(moment) < 0).orElse(true)
          && resource.isNamedBy(activity.naming());
    }
  }

  /// Calls that stand out, and what was read beside them; `hasMore` says that the list goes on.
  ///
  /// `reads` come with the last page.
  record FoundCalls(
      List<Activity> calls,
      boolean hasMore,
      List<SessionReads> reads,
      List<String> searched,
      List<String> notSearched) {
    public FoundCalls {
      calls = List.copyOf(calls);
      reads = List.copyOf(reads);
      searched = List.copyOf(searched);
      notSearched = List.copyOf(notSearched);
    }
  }
}
