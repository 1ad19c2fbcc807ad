package io.deploytrail.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.Retention;
import io.deploytrail.aws.TimeText;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.index.AccessPatterns;
import io.deploytrail.index.FactKeys;
import io.deploytrail.index.Index;
import io.deploytrail.index.Lookup;
import io.deploytrail.index.PageToken;
import io.deploytrail.index.Position;
import io.deploytrail.index.Precedence;
import io.deploytrail.pulumi.SessionNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The session index of a desk: each lookup is a SELECT over the table `facts`.
///
/// What a session name states as a version depends on the templates, which change: it is read from
/// the names of a stack when it is asked for.
public final class DeskSessionIndex implements AccessPatterns {
  private static final RecordReader RECORDS = new RecordReader();

  /// All but the version, which depends on the templates.
  private static final List<String> KEYS =
      FactKeys.NAMES.stream().filter(name -> !name.equals("version")).toList();

  private static final String INSERT =
      "INSERT INTO facts (%s, eventTime, sessionName, record) VALUES (%s) ON CONFLICT DO NOTHING"
          .formatted(String.join(", ", KEYS), "?, ".repeat(KEYS.size() + 2) + "?");

  private final DeskDatabase database;
  private final SessionNames names;
  private final Retention retention;

  DeskSessionIndex(DeskDatabase database, SessionNames names, Duration retention, Clock clock) {
    this.database = requireNonNull(database, "database");
    this.names = requireNonNull(names, "names");
    this.retention = new Retention(retention, clock);
  }

  @Override
  public boolean add(Fact fact) {
    addNew(fact);
    return isLive(fact);
  }

  /// Adds a fact; whether it is of a record that was not known.
  public boolean addNew(Fact fact) {
    if (!isLive(fact)) {
      return false;
    }
    if (database.update(INSERT, row(fact)) > 0) {
      return true;
    }
    var known = known(fact);
    if (!known.equals(fact) && Precedence.ORDER.compare(known, fact) < 0) {
      database.update(
          "DELETE FROM facts WHERE accessKeyId = ? AND eventId = ?",
          FactKeys.accessKey(fact),
          fact.event().id());
      database.update(INSERT, row(fact));
    }
    return false;
  }

  private Fact known(Fact fact) {
    return database.query(
        "SELECT record FROM facts WHERE accessKeyId = ? AND eventId = ?",
        rows -> fact(rows.getString(1)),
        FactKeys.accessKey(fact),
        fact.event().id());
  }

  private @Nullable Object[] row(Fact fact) {
    var keys = FactKeys.of(fact, names);
    var row = new ArrayList<@Nullable Object>();
    KEYS.forEach(key -> row.add(keys.get(key)));
    row.add(TimeText.nearest(fact.event().time()));
    row.add(fact instanceof Issuance issuance ? issuance.session().name() : null);
    row.add(FactWriter.write(fact));
    return row.toArray();
  }

  static Fact fact(String record) {
    return RECORDS
        .read(record.getBytes(UTF_8))
        .record()
        .fact()
        .orElseThrow(() -> new IllegalStateException("the index holds no fact: " + record));
  }

  /// Hands all facts over, in no order.
  public void each(Consumer<Fact> taker) {
    database.each(
        "SELECT record FROM facts",
        rows -> {
          taker.accept(fact(rows.getString(1)));
          return true;
        });
  }

  /// From the first to the last time of what it holds; empty if it holds nothing.
  public Optional<TimeRange> reach() {
    return database.query(
        "SELECT min(eventTime), max(eventTime) FROM facts",
        rows -> {
          var first = rows.getString(1);
          return first == null
              ? Optional.empty()
              : Optional.of(new TimeRange(Instant.parse(first), Instant.parse(rows.getString(2))));
        });
  }

  @Override
  public List<Fact> all(Lookup lookup) {
    return select(lookup, Optional.empty(), "ASC", Integer.MAX_VALUE, this::isLive);
  }

  @Override
  public Page<Fact> page(Lookup lookup, PageRequest page) {
    var after = page.after().map(token -> PageToken.decode(token, lookup).position());
    var found = select(lookup, after, "DESC", page.size(), _ -> true);
    return new Page<>(
        found.stream().filter(this::isLive).toList(),
        found.size() < page.size()
            ? Optional.empty()
            : Optional.of(PageToken.of(lookup, found.getLast()).encode()));
  }

  @Override
  public Map<Claim, Claimants> claimants(Set<Claim> claims) {
    return AccessPatterns.claimants(
        claims,
        lookup -> select(lookup, Optional.empty(), "ASC", Claimants.MOST + 1, this::isLive));
  }

  /// At most `limit` of the facts that the lookup asks for and that `wanted` accepts, in that order
  /// of [Position], beyond that position.
  private List<Fact> select(
      Lookup lookup, Optional<Position> beyond, String order, int limit, Predicate<Fact> wanted) {
    var conditions = new ArrayList<String>();
    var values = new ArrayList<String>();
    for (var part = 0; part < lookup.partition().size(); part++) {
      var key = lookup.index().partition().get(part);
      conditions.add(key.equals("version") ? "instr(sessionName, ?) > 0" : key + " = ?");
      values.add(lookup.partition().get(part));
    }
    lookup
        .times()
        .ifPresent(times -> {
          conditions.add("eventTime BETWEEN ? AND ?");
          values.add(TimeText.nearest(times.from()));
          values.add(TimeText.nearest(times.to()));
        });
    beyond.ifPresent(position -> {
      conditions.add("(eventTime, eventId, accessKeyId) < (?, ?, ?)");
      values.add(TimeText.nearest(position.moment().time()));
      values.add(position.moment().eventId());
      values.add(position.accessKey());
    });
    var facts = new ArrayList<Fact>();
    database.each(
        "SELECT record FROM facts WHERE %1$s ORDER BY eventTime %2$s, eventId %2$s, accessKeyId %2$s"
            .formatted(String.join(" AND ", conditions), order),
        rows -> {
          var fact = fact(rows.getString(1));
          if (isIn(lookup, fact) && wanted.test(fact)) {
            facts.add(fact);
          }
          return facts.size() < limit;
        },
        values.toArray(String[]::new));
    return List.copyOf(facts);
  }

  /// A name may hold the digits of a version that it does not state.
  private boolean isIn(Lookup lookup, Fact fact) {
    return lookup.index() != Index.BY_VERSION
        || FactKeys.value("version", fact, names)
            .filter(version -> version.equals(lookup.partition().getLast()))
            .isPresent();
  }

  private boolean isLive(Fact fact) {
    return !retention.isExpired(fact.event().time());
  }
}
