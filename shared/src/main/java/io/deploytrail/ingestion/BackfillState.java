package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/// How far one part of a backfill has come in one Region: everything from `from` to `checkpoint` is
/// done, and it goes on to `to`, `window` by window.
///
/// A time is all that a new start needs: tokens of AWS's event history have no documented lifetime.
public record BackfillState(
    String region,
    BackfillPart part,
    Instant from,
    Instant to,
    Instant checkpoint,
    Duration window,
    Work work) {
  private static final Duration FIRST_WINDOW = Duration.ofHours(6);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

  /// So many requests are half a minute's, at two a second.
  private static final int FEW_REQUESTS = 60;

  /// What is looked for. A link counts only if its caller's session is known, which may have been
  /// issued in any Region: so all Regions' issuances come first.
  public enum BackfillPart {
    /// `AssumeRoleWithWebIdentity`: root sessions, and denied attempts.
    ISSUANCES,
    /// `AssumeRole`: the links of role chains.
    LINKS
  }

  /// What was done for it: requests of the event history, events that came, those among them that
  /// could not be read or stored, and facts that the session index did not have.
  public record Work(long requests, long events, long unreadable, long found) {
    public static final Work NONE = new Work(0, 0, 0, 0);

    Work plus(Work more) {
      return new Work(
          requests + more.requests,
          events + more.events,
          unreadable + more.unreadable,
          found + more.found);
    }
  }

  public BackfillState {
    requireNonNull(region, "region");
    requireNonNull(part, "part");
    requireNonNull(work, "work");
    if (checkpoint.isBefore(from) || to.isBefore(checkpoint)) {
      throw new IllegalArgumentException(
          "a backfill goes from its beginning over its checkpoint to its end; it was given %s, %s, %s"
              .formatted(from, checkpoint, to));
    }
    window = window.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : window;
    window = window.compareTo(SHORTEST_WINDOW) < 0 ? SHORTEST_WINDOW : window;
  }

  /// A backfill that has done nothing yet.
  public static BackfillState start(String region, BackfillPart part, Instant from, Instant to) {
    return new BackfillState(region, part, from, to, from, FIRST_WINDOW, Work.NONE);
  }

  public boolean isDone() {
    return !checkpoint.isBefore(to);
  }

  /// How much of the time is done, from 0 to 100.
  public int percent() {
    var all = Duration.between(from, to).toMillis();
    return all == 0
        ? 100
        : Math.toIntExact(100 * Duration.between(from, checkpoint).toMillis() / all);
  }

  Instant windowEnd() {
    var end = checkpoint.plus(window);
    return end.isAfter(to) ? to : end;
  }

  /// The next window is done; its requests decide how long the one after it may be.
  BackfillState windowDone(Work done) {
    var next = done.requests() < FEW_REQUESTS ? window.multipliedBy(2) : window;
    next = done.requests() > 4 * FEW_REQUESTS ? window.dividedBy(2) : next;
    return new BackfillState(region, part, from, to, windowEnd(), next, work.plus(done));
  }

  /// The time ran out within the next window: it begins anew, and shorter.
  BackfillState windowBroken(Work done) {
    var next = window.dividedBy(4);
    return new BackfillState(region, part, from, to, checkpoint, next, work.plus(done));
  }
}
