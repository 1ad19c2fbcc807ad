package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;

/// Parses only the records for which a glance does not suffice.
final class Glancing extends Parsing {
  private final GlanceSink sink;

  Glancing(RecordReader records, GlanceSink sink) {
    super(records, sink);
    this.sink = sink;
  }

  @Override
  public void glanced(Glance glance) {
    if (glance.eventName().isEmpty()) {
      // It may be no call.
      super.glanced(glance);
      return;
    }
    isATrail();
    try {
      sink.glance(glance);
    } catch (UnreadableRecordException e) {
      brokenPiece(e.reason() + UnreadableRecordException.in(glance.eventId().toString()));
      return;
    }
    count();
  }
}
