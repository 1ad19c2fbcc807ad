package io.deploytrail.desk;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.RETENTION;

import io.deploytrail.index.AccessPatterns;
import io.deploytrail.index.SessionIndexContract;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

final class DeskSessionIndexTest implements SessionIndexContract {
  private final List<DeskDatabase> open = new ArrayList<>();

  @Override
  public AccessPatterns index(Clock clock) {
    var database = DeskDatabase.inMemory();
    open.add(database);
    return database.sessions(NAMES, RETENTION, clock);
  }

  @AfterEach
  void close() {
    open.forEach(DeskDatabase::close);
  }
}
