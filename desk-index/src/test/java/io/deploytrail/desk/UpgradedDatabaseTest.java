package io.deploytrail.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.index.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that an earlier version wrote is brought up when it is opened.
final class UpgradedDatabaseTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void factsStayAndFilesAreToBeReadAgain() throws SQLException, IOException {
    var fact = Facts.root("e1", "ASIA1", "web-v3", Facts.NOW);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("index.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate(script("schema-1.sql"));
      statement.executeUpdate(
          "INSERT INTO facts (accessKeyId, eventId, eventTime, kind, record) VALUES ('ASIA1', 'e1', '2026-11-20T10:00:00.000000000Z', 'root', '"
              + FactWriter.write(fact).replace("'", "''")
              + "')");
      statement.executeUpdate(
          "INSERT INTO files VALUES ('/logs/b.json', 7, '2026-11-20T10:00:00Z'), ('/logs/a.json', NULL, NULL)");
      statement.executeUpdate("INSERT INTO unread VALUES ('/logs/a.json', 'it is cut off')");
    }

    for (var time = 0; time < 2; time++) {
      try (var database = DeskDatabase.open(folder.resolve("index.db"), () -> {})) {
        var files = database.files();
        assertThat(files.addresses()).containsExactly("/logs/b.json", "/logs/a.json");
        assertThat(files.all()).noneMatch(DeskFile::isNoted);
        assertThat(files.isRead("/logs/b.json", 7, "2026-11-20T10:00:00Z")).isFalse();
        assertThat(files.unread()).containsEntry("/logs/a.json", "it is cut off");
        assertThat(database.sessions(Facts.NAMES).withAccessKey(new AccessKeyId("ASIA1")))
            .containsExactly(fact);
      }
    }
  }

  private static String script(String name) throws IOException {
    try (var script = requireNonNull(DeskDatabase.class.getResourceAsStream(name), name)) {
      return new String(script.readAllBytes(), UTF_8);
    }
  }
}
