package io.deploytrail.desk;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.reverseOrder;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.TimeText;
import java.nio.LongBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The files and objects that were read, by address, with what each holds, and what could not be
/// read.
public record DeskFiles(DeskDatabase database) {
  private static final String COLUMNS =
      "id, address, size, modified, callers IS NOT NULL AS isNoted, firstTime, lastTime";

  /// All of them, in the order in which they were first read.
  public List<DeskFile> all() {
    return files("", rows -> true);
  }

  /// The addresses, in that order.
  public List<String> addresses() {
    return all().stream().map(DeskFile::address).toList();
  }

  /// Those with a call that the database does not hold, and whose caller may be one of these.
  public List<DeskFile> withCaller(LongPredicate callers) {
    return with("callers", callers);
  }

  /// Those that hold a record with one of these event ids, or a call that stands out and names one
  /// of these, and that the database does not hold; the latest first.
  public List<DeskFile> withName(Set<Long> names) {
    return with("names", names::contains).stream()
        .sorted(comparing(DeskFile::last, nullsFirst(reverseOrder())))
        .toList();
  }

  private List<DeskFile> with(String column, LongPredicate wanted) {
    return files(
        ", " + column,
        rows -> {
          var hashes = rows.getBytes(column);
          return hashes != null && holds(Hashes.in(hashes), wanted);
        });
  }

  private static boolean holds(LongBuffer hashes, LongPredicate wanted) {
    while (hashes.hasRemaining()) {
      if (wanted.test(hashes.get())) {
        return true;
      }
    }
    return false;
  }

  private List<DeskFile> files(String column, DeskDatabase.RowReader<Boolean> isWanted) {
    var files = new ArrayList<DeskFile>();
    database.each(
        "SELECT " + COLUMNS + column + " FROM files ORDER BY id",
        rows -> {
          if (isWanted.read(rows)) {
            files.add(file(rows));
          }
          return true;
        });
    return files;
  }

  private static DeskFile file(ResultSet rows) throws SQLException {
    var size = rows.getLong("size");
    return new DeskFile(
        rows.getLong("id"),
        rows.getString("address"),
        rows.wasNull() ? null : size,
        rows.getString("modified"),
        rows.getBoolean("isNoted"),
        rows.getString("firstTime"),
        rows.getString("lastTime"));
  }

  /// Whether what lies there was read, all of it, when it had that size and was of that time.
  public boolean isRead(String address, long size, String modified) {
    return database.query(
        "SELECT count(*) FROM files WHERE address = ? AND size = ? AND modified = ? AND callers IS NOT NULL",
        rows -> rows.getInt(1) > 0,
        address,
        Long.toString(size),
        modified);
  }

  /// Adds what is to be read again; what is known of it stays.
  public void addUnread(String address) {
    database.update(
        """
        INSERT INTO files (address) VALUES (?)
        ON CONFLICT (address) DO UPDATE SET size = NULL, modified = NULL\
        """,
        address);
  }

  /// What lies there holds that. Without a size and a time it is to be read again: it may have
  /// changed, or not all of it could be read.
  ///
  /// Its sessions are those of `index`, to whose lineage they belong.
  public void replace(
      String address, @Nullable Long size, @Nullable String modified, FileContent content) {
    database.update(
        """
        INSERT INTO files (address, size, modified, firstTime, lastTime, callers, names)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (address) DO UPDATE SET
          size = excluded.size, modified = excluded.modified,
          firstTime = excluded.firstTime, lastTime = excluded.lastTime,
          callers = excluded.callers, names = excluded.names\
        """,
        address,
        size,
        modified,
        content.times().map(TimeRange::from).map(TimeText::nearest).orElse(null),
        content.times().map(TimeRange::to).map(TimeText::nearest).orElse(null),
        content.callers().toBytes(),
        content.names().toBytes());
    var id =
        database.query("SELECT id FROM files WHERE address = ?", rows -> rows.getLong(1), address);
    database.calls().replace(id, content.calls());
  }

  /// The reasons why something could not be read, by address.
  public Map<String, String> unread() {
    var reasons = new TreeMap<String, String>();
    database.each(
        "SELECT address, reason FROM unread",
        rows -> {
          reasons.put(rows.getString(1), rows.getString(2));
          return true;
        });
    return reasons;
  }

  /// What lies at these addresses or under them was read again, and this of it could not be.
  public void replaceUnread(Collection<String> addresses, Map<String, String> reasons) {
    for (var address : addresses) {
      database.update(
          "DELETE FROM unread WHERE address = ?1 OR substr(address, 1, length(?1) + 1) = ?1 || '/'",
          address);
    }
    reasons.forEach((address, reason) ->
        database.update(
            "INSERT INTO unread VALUES (?, ?) ON CONFLICT (address) DO UPDATE SET reason = excluded.reason",
            address,
            reason));
  }
}
