package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.aws.EventHistory;
import io.deploytrail.aws.EventLookup;
import io.deploytrail.aws.Pace;
import io.deploytrail.aws.Pace.TimeIsUpException;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.index.UnstorableFactException;
import io.deploytrail.ingestion.BackfillState.Work;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/// Fills the session index from one Region's event history, window by window from the oldest to the
/// newest.
///
/// A window counts as done when all of it is written; doing it again changes nothing.
public final class SessionBackfill {
  private final SessionIndex sessions;
  private final Selection selection;

  public SessionBackfill(SessionIndex sessions, Selection selection) {
    this.sessions = requireNonNull(sessions, "sessions");
    this.selection = requireNonNull(selection, "selection");
  }

  /// Goes on from that state until all is done or the pace lets no more requests begin, and says
  /// how far it came. A failed request propagates, unless this run has come further: then it ends
  /// there. `problems` takes what cannot be read or stored, and `reused` a line for each session
  /// that states what is not its own.
  public BackfillState run(
      BackfillState state,
      CloudTrailClient client,
      Pace pace,
      Consumer<String> problems,
      Consumer<String> reused) {
    var reached = state;
    while (!reached.isDone()) {
      var window = new Window(client, pace, problems, reused);
      try {
        window.fill(reached.part(), new TimeRange(reached.checkpoint(), reached.windowEnd()));
      } catch (TimeIsUpException e) {
        return reached.windowBroken(window.work());
      } catch (SdkException e) {
        // What was written is known to the next run, which would not count it.
        var broken = reached.windowBroken(window.work());
        if (broken.checkpoint().equals(state.checkpoint())
            && broken.work().found() == state.work().found()) {
          throw e;
        }
        problems.accept("a request failed, and the next run goes on: " + e.getMessage());
        return broken;
      }
      reached = reached.windowDone(window.work());
    }
    return reached;
  }

  /// One window of time, and what came of it.
  private final class Window {
    private final HistoryRecords history;
    private final Consumer<String> problems;
    private final Consumer<String> reused;
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong found = new AtomicLong();

    Window(CloudTrailClient client, Pace pace, Consumer<String> problems, Consumer<String> reused) {
      this.problems = problems;
      this.reused = reused;
      this.history = new HistoryRecords(new EventHistory(client, pace), this::problem);
    }

    void fill(BackfillState.BackfillPart part, TimeRange range) {
      switch (part) {
        case ISSUANCES ->
            history.eachPage(
                EventLookup.of(LookupAttributeKey.EVENT_NAME, "AssumeRoleWithWebIdentity")
                    .between(range.from(), range.to()),
                page -> write(page.stream().flatMap(this::issuance).toList()));
        case LINKS -> new LinkSearch(sessions, selection, history, range).tell(this::write);
      }
    }

    private Stream<Fact> issuance(CloudTrailRecord record) {
      return switch (record) {
        case Root root when selection.matters(root) -> Stream.of(root);
        case DeniedAttempt denied when selection.matters(denied) -> Stream.of(denied);
        case Root _, DeniedAttempt _, Call _ -> Stream.empty();
      };
    }

    private void write(Collection<? extends Fact> facts) {
      Concurrently.map(List.copyOf(facts), this::write);
      ReusedNames.in(facts, sessions, selection.rules()).forEach(reused);
    }

    /// Whether the fact is in the index now; counts it if it was not before.
    private boolean write(Fact fact) {
      var isKnown = sessions.ofEvent(fact.event().id()).equals(Optional.of(fact));
      try {
        // Known ones too: an older version wrote no claims, other templates another version.
        var isKept = sessions.add(fact);
        if (isKept && !isKnown) {
          found.incrementAndGet();
        }
        return isKept;
      } catch (UnstorableFactException e) {
        problem("a record of the event history is not kept: " + e.reason());
        return false;
      }
    }

    private void problem(String what) {
      unreadable.incrementAndGet();
      problems.accept(what);
    }

    Work work() {
      return new Work(history.requests(), history.events(), unreadable.get(), found.get());
    }
  }
}
