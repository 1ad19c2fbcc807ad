package io.deploytrail.cli.desk;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.calls.ReadActions;
import io.deploytrail.cli.trail.Input;
import io.deploytrail.cli.trail.Inputs;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.log.RecordSink;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.questions.BoughtSessions;
import io.deploytrail.questions.CallHistory;
import io.deploytrail.questions.FirstCalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The call history of a desk: the files and objects that were indexed, wherever they are.
final class IndexedFiles implements CallHistory {
  private static final RecordReader RECORDS = new RecordReader();

  /// So far before and after a deployment's sessions a call of theirs may lie, by the time at which
  /// its own session began: the copies of one issuance need not state the same time.
  private static final Duration AROUND = Duration.ofDays(1);

  private final List<Input> inputs;

  /// What is wrong with what could not even be listed, for a person.
  private final List<String> notListed;

  /// `unread` are the reasons why something could not be read when it was indexed, by address.
  IndexedFiles(List<Input> inputs, Map<String, String> unread) {
    this.inputs = List.copyOf(inputs);
    var listed = inputs.stream().map(Input::address).collect(toUnmodifiableSet());
    this.notListed =
        unread.entrySet().stream()
            .filter(each -> !listed.contains(each.getKey()))
            .map(each -> each.getKey() + ": " + each.getValue())
            .toList();
  }

  /// Takes a record; what the call did is read when it is asked for. Says whether to go on behind
  /// this input.
  private interface Visitor {
    boolean visit(CloudTrailRecord record, Supplier<Activity> activity);
  }

  @Override
  public Search byEventId(String eventId) {
    var found = new ArrayList<CloudTrailRecord>();
    var scan = new Scan();
    scan.all((record, _) -> {
      if (record.event().id().equalsIgnoreCase(eventId)) {
        found.add(record);
      }
      return found.isEmpty();
    });
    return new Search(
        found.stream().findFirst(), List.of(scan.searched + " indexed files"), scan.notSearched);
  }

  @Override
  public FoundCalls ofSessions(SessionsWanted wanted) {
    var first = new FirstCalls(FirstCalls.OLDEST_FIRST, wanted.limit());
    var reads = new ReadActions();
    var sessions = around(wanted.sessions().get());
    var scan = new Scan();
    scan.all((record, activity) -> {
      if (record instanceof Call call && sessions.contains(begin(call)) && wanted.include(call)) {
        if (activity.get().standsOut()) {
          first.add(activity.get());
        } else {
          reads.add(call);
        }
      }
      return true;
    });
    return new FoundCalls(
        first.inOrder(),
        first.hasMore(),
        first.hasMore() ? List.of() : reads.all(),
        scan.reach(),
        scan.notSearched);
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
    var scan = new Scan();
    scan.all((record, activity) -> {
      if (record instanceof Call
          && wanted.period().contains(record.event().time())
          && wanted.includes(activity.get())) {
        first.add(activity.get());
      }
      return true;
    });
    return new FoundCalls(
        first.inOrder(), first.hasMore(), List.of(), scan.reach(), scan.notSearched);
  }

  /// One reading of the inputs, and what it could not read.
  private final class Scan {
    private final List<String> notSearched = new ArrayList<>(notListed);
    private Instant latest = Instant.MIN;
    private int searched;

    void all(Visitor visitor) {
      for (var input : inputs) {
        if (!read(input, visitor)) {
          return;
        }
      }
    }

    private boolean read(Input input, Visitor visitor) {
      var visit = new Visit(this, input, visitor);
      if (!input.isLasting()) {
        notSearched.add(input.name() + ": it is gone, or is no file any more");
        return true;
      }
      try (var stream = input.open()) {
        searched++;
        Inputs.READER.read(stream, visit);
      } catch (IOException e) {
        notSearched.add(input.name() + ": " + Input.reason(e));
      }
      return visit.goOn;
    }

    List<String> reach() {
      var files = searched + " indexed files";
      return List.of(latest.equals(Instant.MIN) ? files : files + ", with records up to " + latest);
    }
  }

  /// One reading of one input.
  private static final class Visit implements RecordSink {
    private final Scan scan;
    private final Input input;
    private final Visitor visitor;
    private boolean goOn = true;

    Visit(Scan scan, Input input, Visitor visitor) {
      this.scan = scan;
      this.input = input;
      this.visitor = visitor;
    }

    @Override
    public void record(Delivery delivery, byte[] json, int offset, int length) {
      var record = delivery.record();
      var time = record.event().time();
      scan.latest = time.isAfter(scan.latest) ? time : scan.latest;
      goOn &= visitor.visit(record, () -> activity(record, json, offset, length));
    }

    private static Activity activity(CloudTrailRecord record, byte[] json, int offset, int length) {
      if (record instanceof Call call) {
        return RECORDS.activity(call, json, offset, length);
      }
      throw new IllegalStateException("only a call does something");
    }

    @Override
    public void unreadable(int number, String reason) {
      scan.notSearched.add(input.name() + ", record " + number + ": " + reason);
    }

    @Override
    public void somethingElse(String reason) {
      // There is nothing to search in it.
    }
  }
}
