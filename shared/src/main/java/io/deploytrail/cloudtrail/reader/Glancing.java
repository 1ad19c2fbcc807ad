package io.deploytrail.cloudtrail.reader;

/// Parses only what a glance does not tell.
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
      brokenPiece(e.reason() + Records.in(glance.eventId().toString()));
      return;
    }
    count();
  }
}
