package io.deploytrail.cli.attribute;

import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.glance.Glance;
import java.util.function.Consumer;

/// Takes of a trail what is known of sessions, and nothing else; for as many threads as `facts`.
record FactTaker(Consumer<Fact> facts) implements TrailReader.Taker {
  @Override
  public void glance(Glance glance) {
    // What is not read whole says nothing of a session.
  }

  @Override
  public void record(CloudTrailRecord record, byte[] json, int offset, int length) {
    record.fact().ifPresent(facts);
  }

  @Override
  public void endOfFile(int number, boolean isTrail) {
    // Files are not distinguished.
  }
}
