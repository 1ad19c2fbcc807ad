package io.deploytrail.dynamodb;

import static io.deploytrail.dynamodb.Facts.NAMES;
import static io.deploytrail.dynamodb.Facts.RETENTION;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import java.time.Clock;

final class InMemorySessionIndexTest implements SessionIndexContract {
  @Override
  public SessionIndex index(Clock clock) {
    return new InMemorySessionIndex(NAMES, RETENTION, clock);
  }
}
