package io.deploytrail.cli.attribute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.bytes.KeyedHash;
import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.bytes.Spelling;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// What is kept of a trail while it is read: its sessions, and of its calls what distinguishes
/// them; no record.
final class Gathering {
  private static final long MILLIS_A_SECOND = 1000;

  private final KeyedHash hash = KeyedHash.random();
  private final SessionIndex index;
  private final Signers signers;
  private final Numbered<CallSite> places = new Numbered<>();
  private final Numbered<String> oddIds = new Numbered<>();
  private final List<Share> shares = new ArrayList<>();
  private final Queue<Root> roots = new ConcurrentLinkedQueue<>();

  /// Sessions go into the index. With `keepsAll`, calls that are never Pulumi's are kept as well.
  Gathering(SessionIndex index, RecordReader records, boolean keepsAll) {
    this.index = index;
    this.signers = new Signers(records, hash, keepsAll);
  }

  Signers signers() {
    return signers;
  }

  /// A part that one thread gathers.
  synchronized Share share() {
    var share = new Share();
    shares.add(share);
    return share;
  }

  /// The calls that may be Pulumi's, as they came, share by share.
  List<GatheredCalls> calls() {
    return shares.stream().map(share -> share.calls).toList();
  }

  /// The sessions that tokens bought, as they came.
  Collection<Root> roots() {
    return Collections.unmodifiableCollection(roots);
  }

  /// The ARNs of the providers that sessions and calls name.
  Set<String> providers() {
    return Stream.concat(
            signers.providers(), roots.stream().map(root -> root.identity().provider()))
        .collect(toSet());
  }

  /// The event of a call that was gathered, but for what no answer shows.
  Event event(EventId id, Instant time, int place) {
    return places.get(place).at(text(id), time);
  }

  /// The event id that a record spells so.
  EventId id(Slice text) {
    var id = EventId.in(text);
    return id == null ? odd(text.toString()) : id;
  }

  EventId id(String text) {
    var id = EventId.in(text);
    return id == null ? odd(text) : id;
  }

  private EventId odd(String id) {
    return EventId.odd(oddIds.of(id));
  }

  private String text(EventId id) {
    return id.isOdd() ? oddIds.get((int) id.low()) : id.toString();
  }

  long records() {
    return shares.stream().mapToLong(share -> share.ids.count()).sum();
  }

  /// The event ids of all records.
  List<EventIds> ids() {
    return shares.stream().map(share -> share.ids).toList();
  }

  /// The event ids of records that are no calls.
  List<EventIds> noCalls() {
    return shares.stream().map(share -> share.noCalls).toList();
  }

  /// What an event id is counted by.
  long hash(EventId id) {
    return id.isOdd() ? hash(text(id)) : hash.of(id.high(), id.low());
  }

  private long hash(String oddId) {
    var bytes = oddId.getBytes(UTF_8);
    return hash.of(bytes, bytes.length);
  }

  /// What one thread gathers.
  final class Share implements TrailReader.Taker {
    private final EventIds ids = new EventIds();
    private final EventIds noCalls = new EventIds();
    private final GatheredCalls calls = new GatheredCalls();
    private final Signers.Identities identities = signers.identities();
    private final Spelling spelling = new Spelling(hash);

    private Share() {}

    @Override
    public void glance(Glance glance) {
      // First, as it throws for an identity that cannot be read.
      var signer = identities.of(glance.userIdentity());
      var id = EventId.in(glance.eventId());
      ids.add(id == null ? hash(glance.eventId().toString()) : hash(id));
      if (signer != Signers.NOBODY) {
        calls.add(
            id == null ? odd(glance.eventId().toString()) : id,
            MILLIS_A_SECOND * glance.epochSecond(),
            signer,
            place(glance));
      }
    }

    private int place(Glance glance) {
      spelling.become(glance.eventSource(), glance.eventName(), glance.account(), glance.region());
      var known = places.spelled(spelling);
      return known == null ? places.of(spelling, CallSite.of(glance)) : known;
    }

    @Override
    public void record(CloudTrailRecord record, byte[] json, int offset, int length) {
      var event = record.event();
      var id = EventId.in(event.id());
      var counted = id == null ? hash(event.id()) : hash(id);
      ids.add(counted);
      record.fact().ifPresent(index::add);
      if (record instanceof Root root) {
        roots.add(root);
      }
      if (!(record instanceof Call call)) {
        noCalls.add(counted);
        return;
      }
      var signer = signers.of(call);
      if (signer != Signers.NOBODY) {
        calls.add(
            id == null ? odd(event.id()) : id,
            event.time().toEpochMilli(),
            signer,
            places.of(CallSite.of(event)));
      }
    }

    @Override
    public void endOfFile(int number, boolean isTrail) {
      // Files are not distinguished.
    }
  }
}
