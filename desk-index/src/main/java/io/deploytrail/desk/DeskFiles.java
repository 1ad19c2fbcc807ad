package io.deploytrail.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files and objects that were read, by address, and what could not be read.
public record DeskFiles(DeskDatabase database) {
  /// The addresses, in the order in which they were first read.
  public List<String> addresses() {
    var addresses = new ArrayList<String>();
    database.each(
        "SELECT address FROM files ORDER BY rowid",
        rows -> {
          addresses.add(rows.getString(1));
          return true;
        });
    return addresses;
  }

  /// Whether what lies there was read, all of it, when it had that size and was of that time.
  public boolean isRead(String address, long size, String modified) {
    return database.query(
        "SELECT count(*) FROM files WHERE address = ? AND size = ? AND modified = ?",
        rows -> rows.getInt(1) > 0,
        address,
        Long.toString(size),
        modified);
  }

  /// Adds what is to be read again: it may have changed, or not all of it could be read.
  public void addUnknown(String address) {
    set(address, null, null);
  }

  /// What lies there was read, all of it, when it had that size and was of that time.
  public void addRead(String address, long size, String modified) {
    set(address, size, modified);
  }

  private void set(String address, @Nullable Long size, @Nullable String modified) {
    database.update(
        """
        INSERT INTO files (address, size, modified) VALUES (?, ?, ?)
        ON CONFLICT (address) DO UPDATE SET size = excluded.size, modified = excluded.modified\
        """,
        address,
        size,
        modified);
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
  public void replaceUnread(Iterable<String> addresses, Map<String, String> reasons) {
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
