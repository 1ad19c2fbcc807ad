package io.deploytrail.desk;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Providers;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who calls for Pulumi, at most: its sessions, those bought with them, and so on, each by its
/// access key, principal id and assumed role.
///
/// It only grows, and ends in the same whatever the order in which the facts come: who bought a
/// session is remembered until the buyer turns out to be of the lineage. It chooses which calls are
/// kept; whose a call is, the rules say.
///
/// Many may ask it; facts are added in a [DeskDatabase#write].
public final class Lineage {
  /// The rest is asked for again.
  private static final int MOST_KNOWN = 200_000;

  private final DeskDatabase database;

  /// What was asked for, and what became known.
  private final Map<Long, Boolean> known = new ConcurrentHashMap<>();

  Lineage(DeskDatabase database) {
    this.database = requireNonNull(database, "database");
  }

  /// By what the maker of that call may be known; if it bought a session, by that too, whose other
  /// record may name the buyer.
  public static List<Long> hashes(Call call) {
    var hashes = hashes(call.caller());
    call.issued().ifPresent(session -> hashes.add(Hashes.of(session.accessKey().value())));
    return hashes;
  }

  /// By what that caller may be known: its principal id, or without one its assumed role, and the
  /// key that signed; by nothing if STS cannot have issued it.
  public static List<Long> hashes(Caller caller) {
    var hashes = new ArrayList<Long>();
    caller.federatedProvider().flatMap(Lineage::provider).ifPresent(hashes::add);
    if (caller.mayBeIssued()) {
      caller
          .principal()
          .map(PrincipalId::value)
          .or(caller::arn)
          .map(Hashes::of)
          .ifPresent(hashes::add);
      caller.sessionKey().map(AccessKeyId::value).map(Hashes::of).ifPresent(hashes::add);
      caller.roleSessionName().map(Lineage::name).ifPresent(hashes::add);
    }
    return hashes;
  }

  /// A name is never of the lineage: whoever assumes a role chooses it.
  private static long name(String sessionName) {
    return Hashes.of("name " + sessionName);
  }

  /// By what the callers of that session, and of others of its name, are known.
  public static List<Long> callers(Session session) {
    var hashes = hashes(session);
    hashes.add(name(session.name()));
    return hashes;
  }

  private static List<Long> hashes(Session session) {
    var hashes = new ArrayList<Long>();
    hashes.add(Hashes.of(session.accessKey().value()));
    hashes.add(Hashes.of(session.principal().value()));
    session.assumedRole().map(Hashes::of).ifPresent(hashes::add);
    return hashes;
  }

  private static Optional<Long> provider(String arn) {
    return Providers.name(arn).map(Hashes::of);
  }

  private static List<Long> buyer(Issuance issuance) {
    return switch (issuance) {
      case Root root -> provider(root.identity().provider()).stream().toList();
      case Link link -> hashes(link.caller());
    };
  }

  /// Whether one of those is of the lineage.
  public boolean includesAny(Collection<Long> hashes) {
    return hashes.stream().anyMatch(this::includes);
  }

  public boolean includes(long hash) {
    var answer = known.get(hash);
    if (answer == null) {
      var isThere =
          database.query(
              "SELECT count(*) FROM lineage WHERE caller = ?",
              rows -> rows.getInt(1) > 0,
              Long.toString(hash));
      // It may have become known meanwhile.
      answer = known.merge(hash, isThere, Boolean::logicalOr);
    }
    return answer;
  }

  /// Expects that fact to be added: calls of its session need not wait for that.
  public void expect(Fact fact) {
    if (fact instanceof Issuance issuance && includesAny(buyer(issuance))) {
      hashes(issuance.session()).forEach(hash -> known.put(hash, true));
    }
  }

  /// Begins it with the sessions of those providers.
  public void start(Providers providers) {
    for (var name : providers.names()) {
      if (isNew(Hashes.of(name))) {
        addAll(sessionsOf(name));
      }
    }
  }

  /// Of a provider that was not asked for when they came.
  private List<Long> sessionsOf(String provider) {
    var all = new ArrayList<Long>();
    database.each(
        "SELECT record FROM facts WHERE kind = 'root'",
        rows -> {
          if (DeskSessionIndex.fact(rows.getString(1)) instanceof Root root
              && Providers.name(root.identity().provider()).equals(Optional.of(provider))) {
            all.addAll(hashes(root.session()));
          }
          return true;
        });
    return all;
  }

  /// Adds a fact that the database holds.
  public void add(Fact fact) {
    if (!(fact instanceof Issuance issuance)) {
      return;
    }
    var buyer = buyer(issuance);
    if (issuance instanceof Link) {
      for (var caller : buyer) {
        database.update(
            "INSERT INTO bought VALUES (?, ?) ON CONFLICT DO NOTHING",
            caller,
            issuance.session().accessKey().value());
      }
    }
    var key = issuance.session().accessKey().value();
    // One of two records of a session may be the only one that names the buyer.
    if (buyer.stream().anyMatch(this::isWritten) || isWritten(Hashes.of(key))) {
      addAll(sessions("accessKeyId = ?", key));
    }
  }

  private boolean isWritten(long hash) {
    return database.update("UPDATE lineage SET caller = caller WHERE caller = ?", hash) > 0;
  }

  private boolean isNew(long hash) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    known.put(hash, true);
    return database.update("INSERT INTO lineage VALUES (?) ON CONFLICT DO NOTHING", hash) > 0;
  }

  private void addAll(List<Long> hashes) {
    var open = new ArrayDeque<>(hashes);
    while (!open.isEmpty()) {
      var hash = open.pop();
      if (isNew(hash)) {
        open.addAll(boughtBy(hash));
      }
    }
  }

  private List<Long> boughtBy(long caller) {
    return sessions("accessKeyId IN (SELECT accessKeyId FROM bought WHERE caller = ?)", caller);
  }

  private List<Long> sessions(String condition, Object value) {
    var texts =
        database.texts(
            "SELECT accessKeyId, principalId, assumedRole FROM facts WHERE kind IN ('root', 'link') AND "
                + condition,
            value);
    return texts.stream().map(Hashes::of).toList();
  }
}
