package io.deploytrail.dynamodb;

import static io.deploytrail.dynamodb.Facts.NAMES;
import static io.deploytrail.dynamodb.Facts.NOW;
import static io.deploytrail.dynamodb.Facts.RETENTION;
import static java.time.ZoneOffset.UTC;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import java.time.Clock;

final class InMemorySessionIndexTest implements SessionIndexContract {
  @Override
  public SessionIndex index() {
    return new InMemorySessionIndex(NAMES, RETENTION, Clock.fixed(NOW, UTC));
  }
}
