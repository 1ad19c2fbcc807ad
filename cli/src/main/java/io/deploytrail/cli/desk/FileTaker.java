package io.deploytrail.cli.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.desk.FileContent;
import io.deploytrail.desk.FileContent.NumberedCall;
import io.deploytrail.desk.Hashes;
import io.deploytrail.desk.Lineage;
import io.deploytrail.resources.ResourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Takes from files what the database keeps of them; for one thread.
final class FileTaker implements TrailReader.Taker {
  private static final RecordReader RECORDS = new RecordReader();
  private static final byte[] TRUE = "true".getBytes(US_ASCII);

  /// A trail repeats its names and callers, and a hostile one has any number of them.
  private static final int MOST_REMEMBERED = 20_000;

  private final Map<String, List<Long>> hashesOfNames = new HashMap<>();

  /// A [UserIdentity] has one object for all calls of a caller.
  private final IdentityHashMap<Caller, List<Long>> hashesOfCallers = new IdentityHashMap<>();

  private final Lineage lineage;
  private final Contents contents;
  private Content content = new Content();

  /// What is known of `lineage` while a file is read decides which of its calls are kept.
  FileTaker(Lineage lineage, Contents contents) {
    this.lineage = requireNonNull(lineage, "lineage");
    this.contents = requireNonNull(contents, "contents");
  }

  /// Takes what the input of that number holds, and whether it is anything of a trail.
  interface Contents {
    void file(int number, FileContent content, boolean isTrail);
  }

  /// What was found in the file at hand.
  private static final class Content {
    private final List<Fact> facts = new ArrayList<>();
    private final List<NumberedCall> calls = new ArrayList<>();
    private final Set<Long> callers = new HashSet<>();
    private final Hashes names = new Hashes();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private int records;

    void count(Instant time) {
      records++;
      first = time.isBefore(first) ? time : first;
      last = time.isAfter(last) ? time : last;
    }

    FileContent all() {
      var hashes = new Hashes();
      callers.forEach(hashes::add);
      return new FileContent(
          facts,
          calls,
          hashes,
          names,
          records == 0 ? Optional.empty() : Optional.of(new TimeRange(first, last)));
    }
  }

  @Override
  public void glance(Glance glance) {
    content.count(glance.time());
    call(
        hashes(glance.userIdentity().caller(RECORDS)),
        glance.eventId().toString(),
        isOnlyReading(glance),
        () -> glance.activity(RECORDS));
  }

  /// Whether it is surely none that stands out.
  private static boolean isOnlyReading(Glance glance) {
    return glance.readOnly().is(TRUE)
        && glance.errorCode().text().filter(Activity::isRefusal).isEmpty();
  }

  @Override
  public void record(CloudTrailRecord record, byte[] json, int offset, int length) {
    content.count(record.event().time());
    record
        .fact()
        .ifPresent(fact -> {
          lineage.expect(fact);
          content.facts.add(fact);
        });
    if (record instanceof Call call) {
      call(
          Lineage.hashes(call),
          call.event().id(),
          false,
          () -> RECORDS.activity(call, json, offset, length));
    } else {
      content.names.add(Hashes.ofEventId(record.event().id()));
    }
  }

  private void call(
      List<Long> callers, String eventId, boolean isOnlyReading, Supplier<Activity> activity) {
    if (lineage.includesAny(callers)) {
      content.calls.add(new NumberedCall(content.records, activity.get()));
      return;
    }
    content.callers.addAll(callers);
    content.names.add(Hashes.ofEventId(eventId));
    if (!isOnlyReading) {
      names(activity.get());
    }
  }

  private void names(Activity activity) {
    if (activity.standsOut()) {
      var service = activity.event().service().orElse("");
      for (var text : activity.resources()) {
        hashes(service, text).forEach(content.names::add);
      }
    }
  }

  private List<Long> hashes(String service, String text) {
    if (hashesOfNames.size() == MOST_REMEMBERED) {
      hashesOfNames.clear();
    }
    return hashesOfNames.computeIfAbsent(
        service + " " + text,
        _ -> ResourceName.keys(service, text).stream().map(Hashes::of).toList());
  }

  private List<Long> hashes(Caller caller) {
    if (hashesOfCallers.size() == MOST_REMEMBERED) {
      hashesOfCallers.clear();
    }
    return hashesOfCallers.computeIfAbsent(caller, Lineage::hashes);
  }

  @Override
  public void endOfFile(int number, boolean isTrail) {
    contents.file(number, content.all(), isTrail);
    content = new Content();
  }
}
