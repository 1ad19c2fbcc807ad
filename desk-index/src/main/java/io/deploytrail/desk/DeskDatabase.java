package io.deploytrail.desk;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.SessionNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/// The database of a desk. Many may read it while one writes; who writes does so in transactions,
/// and waits for another writer.
///
/// For one thread, but for [#sessions], which many may ask.
public final class DeskDatabase implements AutoCloseable {
  /// Longer than any trail is kept: on a desk nothing expires.
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private static final int BUSY_MILLIS = 1_000;

  /// Facts come in the order of time and stand in nine other orders: what is written is all over
  /// the file, and is gathered before it is written there.
  private static final int CACHE_KIB = 64 << 10;

  private static final String CHECKPOINT_PAGES = "16000";

  private final String name;
  private final Connection connection;
  private final Runnable waiting;

  /// Of whoever writes, who makes them by the thousand: each is prepared once.
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  private DeskDatabase(String name, Connection connection, Runnable waiting) {
    this.name = name;
    this.connection = connection;
    this.waiting = requireNonNull(waiting, "waiting");
  }

  /// Opens the file, and makes the database if there is none; `waiting` runs when another process
  /// writes for more than a second.
  public static DeskDatabase open(Path file, Runnable waiting) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setCacheSize(-CACHE_KIB);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, CHECKPOINT_PAGES);
    return open(file.toString(), "jdbc:sqlite:" + file.toUri(), config, waiting);
  }

  /// Opens a database that is there to be read, in a folder where this process may not write.
  public static DeskDatabase openReadOnly(Path file) {
    var config = new SQLiteConfig();
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    config.setReadOnly(true);
    var log = file.resolveSibling(file.getFileName() + "-wal");
    // With a log beside it, another process writes, or was killed: the log holds what came last.
    var mode = Files.exists(log) ? "?mode=ro" : "?immutable=1";
    var database = opened(file.toString(), "jdbc:sqlite:" + file.toUri() + mode, config, () -> {});
    Schema.check(database);
    return database;
  }

  /// An empty database that ends with the process.
  public static DeskDatabase inMemory() {
    return open("memory", "jdbc:sqlite::memory:", new SQLiteConfig(), () -> {});
  }

  private static DeskDatabase open(String name, String url, SQLiteConfig config, Runnable waiting) {
    var database = opened(name, url, config, waiting);
    Schema.bringUp(database);
    return database;
  }

  private static DeskDatabase opened(
      String name, String url, SQLiteConfig config, Runnable waiting) {
    config.setBusyTimeout(BUSY_MILLIS);
    try {
      return new DeskDatabase(name, config.createConnection(url), waiting);
    } catch (SQLException e) {
      throw new DeskDatabaseException(name, e);
    }
  }

  String name() {
    return name;
  }

  /// The session index; `names` say which version a session name states.
  public DeskSessionIndex sessions(SessionNames names) {
    return sessions(names, FOREVER, Clock.systemUTC());
  }

  /// The session index, whose facts stop answering when `retention` has passed since their time.
  DeskSessionIndex sessions(SessionNames names, Duration retention, Clock clock) {
    return new DeskSessionIndex(this, names, retention, clock);
  }

  /// The files that were read, and what could not be.
  public DeskFiles files() {
    return new DeskFiles(this);
  }

  /// The calls of Pulumi's sessions and of those bought with them.
  public DeskCalls calls() {
    return new DeskCalls(this);
  }

  /// Whose calls are kept, as it is known now.
  public Lineage lineage() {
    return new Lineage(this);
  }

  /// The settings that `index` was given.
  public DeskSettings settings() {
    return new DeskSettings(this);
  }

  /// Does all that work, or nothing of it; it waits while another process writes.
  public void write(Runnable work) {
    begin();
    var isDone = false;
    try {
      work.run();
      run("COMMIT");
      isDone = true;
    } finally {
      if (!isDone) {
        rollBack();
      }
    }
  }

  private void begin() {
    var isWaiting = false;
    while (true) {
      try (var statement = connection.createStatement()) {
        statement.executeUpdate("BEGIN IMMEDIATE");
        return;
      } catch (SQLException e) {
        if (DeskDatabaseException.code(e) != SQLiteErrorCode.SQLITE_BUSY) {
          throw new DeskDatabaseException(name, e);
        }
        if (!isWaiting) {
          isWaiting = true;
          waiting.run();
        }
      }
    }
  }

  /// SQLite itself has rolled back where the disk is full.
  private void rollBack() {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("ROLLBACK");
    } catch (SQLException e) {
      if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
        throw new DeskDatabaseException(name, e);
      }
    }
  }

  /// Reads a row, or all of them.
  interface RowReader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /// What the reader makes of the answer, the first row of which is current if there is one.
  <T> T query(String sql, RowReader<T> reader, String... values) {
    try (var statement = prepared(sql, values);
        var rows = statement.executeQuery()) {
      rows.next();
      return reader.read(rows);
    } catch (SQLException e) {
      throw new DeskDatabaseException(name, e);
    }
  }

  /// Hands each row to the reader until it says `false`.
  void each(String sql, RowReader<Boolean> reader, String... values) {
    try (var statement = prepared(sql, values);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        if (!reader.read(rows)) {
          return;
        }
      }
    } catch (SQLException e) {
      throw new DeskDatabaseException(name, e);
    }
  }

  /// How many rows were changed.
  int update(String sql, @Nullable Object... values) {
    return written(sql, PreparedStatement::executeUpdate, values);
  }

  /// The texts of the answer, those of a row one after the other, for whoever writes.
  List<String> texts(String sql, Object... values) {
    return written(
        sql,
        statement -> {
          var texts = new ArrayList<String>();
          try (var rows = statement.executeQuery()) {
            var columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
              for (var column = 1; column <= columns; column++) {
                var text = rows.getString(column);
                if (text != null) {
                  texts.add(text);
                }
              }
            }
          }
          return texts;
        },
        values);
  }

  private interface Execution<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T written(String sql, Execution<T> execution, @Nullable Object... values) {
    try {
      var statement = statements.get(sql);
      if (statement == null) {
        statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
      }
      for (var at = 0; at < values.length; at++) {
        statement.setObject(at + 1, values[at]);
      }
      return execution.of(statement);
    } catch (SQLException e) {
      // The driver closes a statement that fails.
      statements.remove(sql);
      throw new DeskDatabaseException(name, e);
    }
  }

  /// Executes each of its statements.
  void run(String script) {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(script);
    } catch (SQLException e) {
      throw new DeskDatabaseException(name, e);
    }
  }

  private PreparedStatement prepared(String sql, String... values) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (var at = 0; at < values.length; at++) {
      statement.setString(at + 1, values[at]);
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DeskDatabaseException(name, e);
    }
  }
}
