package io.deploytrail.index;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.RETENTION;

import java.time.Clock;

final class InMemorySessionIndexTest implements SessionIndexContract {
  @Override
  public AccessPatterns index(Clock clock) {
    return new InMemorySessionIndex(NAMES, RETENTION, clock);
  }
}
