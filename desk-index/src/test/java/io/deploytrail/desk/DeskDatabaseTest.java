package io.deploytrail.desk;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.index.Facts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is in the file, whatever happens while it is written.
final class DeskDatabaseTest {
  @TempDir private Path folder = Path.of("");

  private DeskDatabase open() {
    return DeskDatabase.open(folder.resolve("index.db"), () -> {});
  }

  private static List<Fact> facts(int from, int to) {
    return IntStream.range(from, to)
        .<Fact>mapToObj(number -> root("e" + number, "ASIA" + number, "web-v3", Facts.NOW))
        .toList();
  }

  private static int count(DeskDatabase database) {
    return database.query("SELECT count(*) FROM facts", rows -> rows.getInt(1));
  }

  @Test
  void fullDiskLeavesWhatWasThereBefore() {
    try (var database = open()) {
      var sessions = database.sessions(NAMES);
      database.write(() -> facts(0, 10).forEach(sessions::add));
      database.query("PRAGMA max_page_count = 100", rows -> rows.getInt(1));

      assertThatThrownBy(() -> database.write(() -> facts(10, 5_000).forEach(sessions::add)))
          .isInstanceOf(DeskDatabaseException.class)
          .hasMessageContaining("index.db: the disk is full");

      assertThat(count(database)).isEqualTo(10);
      database.query("PRAGMA max_page_count = 100000", rows -> rows.getInt(1));
      database.write(() -> facts(10, 20).forEach(sessions::add));
    }
    try (var again = open()) {
      assertThat(count(again)).isEqualTo(20);
      assertThat(again.sessions(NAMES).withAccessKey(new AccessKeyId("ASIA19"))).hasSize(1);
    }
  }

  @Test
  void whoMayOnlyReadSeesWhatIsNotInTheFileYet() {
    var file = folder.resolve("index.db");
    try (var writer = open()) {
      writer.write(() -> facts(0, 10).forEach(writer.sessions(NAMES)::add));
      assertThat(folder.resolve("index.db-wal")).isNotEmptyFile();

      try (var reader = DeskDatabase.openReadOnly(file)) {
        assertThat(count(reader)).isEqualTo(10);
        assertThatThrownBy(
                () -> reader.write(() -> facts(10, 11).forEach(reader.sessions(NAMES)::add)))
            .isInstanceOf(DeskDatabaseException.class)
            .hasMessageContaining("it can be read only");
      }
    }
    try (var reader = DeskDatabase.openReadOnly(file)) {
      assertThat(count(reader)).isEqualTo(10);
    }
  }

  @Test
  void workThatFailsWritesNothing() {
    try (var database = open()) {
      var sessions = database.sessions(NAMES);

      assertThatThrownBy(() ->
              database.write(() -> {
                facts(0, 3).forEach(sessions::add);
                throw new IllegalStateException("in the middle");
              }))
          .hasMessage("in the middle");

      assertThat(count(database)).isZero();
    }
  }

  @Test
  void unreadIsReplacedAtAndUnderTheAddressesAlone() {
    try (var database = open()) {
      var files = database.files();
      files.replaceUnread(
          List.of(),
          Map.of("/logs", "a", "/logs/1.json", "b", "/logs2/1.json", "c", "/LOGS/1.json", "d"));

      files.replaceUnread(List.of("/logs"), Map.of("/logs/2.json", "e"));

      assertThat(files.unread())
          .isEqualTo(Map.of("/logs2/1.json", "c", "/LOGS/1.json", "d", "/logs/2.json", "e"));
    }
  }

  /// A question that is asked often must not read all of the table.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accessKeyId = 'a'",
        "principalId = 'a' AND eventTime BETWEEN 'a' AND 'b'",
        "assumedRole = 'a' AND eventTime BETWEEN 'a' AND 'b'",
        "callerPrincipalId = 'a' AND eventTime BETWEEN 'a' AND 'b'",
        "eventId = 'a'",
        "uuid = 'a'",
        "organization = 'a' AND project = 'b' AND stack = 'c'",
        "organization = 'a' AND project = 'b' AND stack = 'c' AND instr(sessionName, '41') > 0",
        "kind = 'root' AND organization = 'a' AND eventTime BETWEEN 'a' AND 'b'",
        "kind = 'root' AND day = 'a'",
      })
  void everyLookupHasAnIndex(String condition) {
    try (var database = open()) {
      var plan =
          database.query(
              "EXPLAIN QUERY PLAN SELECT record FROM facts WHERE "
                  + condition
                  + " ORDER BY eventTime DESC, eventId DESC, accessKeyId DESC",
              rows -> rows.getString("detail"));

      assertThat(plan).startsWith("SEARCH facts USING INDEX");
    }
  }
}
