package io.deploytrail.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The tables and views, by version: a script for each leads there from the one before.
final class Schema {
  private static final int VERSION = 3;

  private Schema() {}

  /// Brings a new database, or one of an earlier version, up to this one.
  static void bringUp(DeskDatabase database) {
    if (version(database) < VERSION) {
      database.write(() -> {
        for (var version = version(database) + 1; version <= VERSION; version++) {
          database.run(script(version));
        }
      });
    }
    check(database);
  }

  /// Closes a database of another version, and says so.
  static void check(DeskDatabase database) {
    var version = version(database);
    if (version != VERSION) {
      database.close();
      throw new DeskDatabaseException(
          "%s: a database of version %d was expected, not %d; %s"
              .formatted(
                  database.name(),
                  VERSION,
                  version,
                  version > VERSION
                      ? "a newer deploytrail made it"
                      : "an earlier deploytrail made it, and this one may not write there"));
    }
  }

  private static int version(DeskDatabase database) {
    return database.query("PRAGMA user_version", rows -> rows.getInt(1));
  }

  private static String script(int version) {
    var name = "schema-" + version + ".sql";
    try (var script = requireNonNull(DeskDatabase.class.getResourceAsStream(name), name)) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
