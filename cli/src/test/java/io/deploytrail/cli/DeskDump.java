package io.deploytrail.cli;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// All rows of a desk's database, in one order: files by their addresses, whose numbers depend on
/// which came first.
public final class DeskDump {
  private static final List<String> ROWS =
      List.of(
          "SELECT 'fact', * FROM facts",
          "SELECT 'file', address, size, modified, firstTime, lastTime, hex(callers), hex(names) FROM files",
          "SELECT 'call', address, keptCalls.* FROM keptCalls JOIN files ON id = file",
          "SELECT 'named', name, address, file, number FROM named JOIN files ON id = file",
          "SELECT 'lineage', caller FROM lineage",
          "SELECT 'bought', caller, accessKeyId FROM bought",
          "SELECT 'unread', * FROM unread",
          "SELECT 'setting', * FROM settings");

  private DeskDump() {}

  public static List<String> of(Path folder) {
    var dump = new ArrayList<String>();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(".deploytrail/index.db"));
        var statement = connection.createStatement()) {
      for (var sql : ROWS) {
        try (var rows = statement.executeQuery(sql)) {
          var columns = rows.getMetaData();
          while (rows.next()) {
            var row = new ArrayList<String>();
            for (var column = 1; column <= columns.getColumnCount(); column++) {
              if (!columns.getColumnName(column).equals("file")) {
                row.add(String.valueOf(rows.getString(column)));
              }
            }
            dump.add(String.join("|", row));
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return dump.stream().sorted().toList();
  }
}
