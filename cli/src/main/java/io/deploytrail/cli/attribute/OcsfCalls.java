package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Origin;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.ocsf.ApiActivity;
import io.deploytrail.cli.output.Output.Rows;
import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Writes calls as OCSF events while the inputs are read a second time: an event holds more of its
/// record than the first reading keeps.
///
/// Each call is written once, when the first of its records comes; so the order is that of reading.
final class OcsfCalls {
  private static final RecordReader RECORDS = new RecordReader();

  private final Gathering gathering;
  private final Attributor attributor;
  private final Rows<String> rows;
  private final String version = Home.version();

  /// The calls that are not yet written.
  private final Map<EventId, AttributedCall> waiting = new ConcurrentHashMap<>();

  OcsfCalls(
      Gathering gathering, Attributor attributor, List<AttributedCall> calls, Rows<String> rows) {
    this.gathering = gathering;
    this.attributor = attributor;
    this.rows = rows;
    calls.forEach(call -> waiting.put(call.id(), call));
  }

  /// A part that one thread writes.
  TrailReader.Taker share() {
    return new OcsfShare();
  }

  /// How many calls were not found again.
  int missing() {
    return waiting.size();
  }

  /// What one thread writes.
  private final class OcsfShare implements TrailReader.Taker {
    /// How many callers are remembered, lest a trail of many fill the memory.
    private static final int MOST = 1 << 12;

    private final AnswerLines lines = new AnswerLines();
    private final Map<Caller, Origin> origins = new HashMap<>();

    @Override
    public void glance(Glance glance) {
      var call = waiting.get(gathering.id(glance.eventId()));
      if (call != null) {
        var record = glance.record();
        var json = record.bytes();
        var read = RECORDS.read(json, record.start(), record.length());
        write(call, read.record(), json, record.start(), record.length());
      }
    }

    @Override
    public void record(CloudTrailRecord record, byte[] json, int offset, int length) {
      var call = waiting.get(gathering.id(record.event().id()));
      if (call != null) {
        write(call, record, json, offset, length);
      }
    }

    @Override
    public void endOfFile(int number, boolean isTrail) {
      // Files are not distinguished.
    }

    private void write(
        AttributedCall attributed, CloudTrailRecord record, byte[] json, int offset, int length) {
      if (!(record instanceof Call call) || !isOf(attributed, call)) {
        return;
      }
      if (waiting.remove(attributed.id(), attributed)) {
        var event =
            new ApiActivity(RECORDS.details(call, json, offset, length), attributed.origin());
        var line = event.line(lines.origin(attributed.origin()), version);
        synchronized (rows) {
          rows.write(line);
        }
      }
    }

    /// Whether the answer is that record's: should records share an event id and differ, which
    /// CloudTrail's do not, it may be another's.
    private boolean isOf(AttributedCall attributed, Call call) {
      return call.event().time().toEpochMilli() == attributed.epochMilli()
          && origin(call).equals(attributed.origin());
    }

    private Origin origin(Call call) {
      var caller = call.caller();
      if (call.issued().isPresent()) {
        return attributor.attribute(call).origin();
      }
      if (!attributor.isTimeless(caller)) {
        return attributor.origin(caller, call.event().time());
      }
      if (origins.size() >= MOST) {
        origins.clear();
      }
      return origins.computeIfAbsent(caller, once -> attributor.origin(once, Instant.EPOCH));
    }
  }
}
