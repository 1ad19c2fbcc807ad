package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.glance.Glance;

/// Takes the records of an input, most of them as a [Glance].
public interface GlanceSink extends RecordSink {
  /// A call that bought no session: the glance holds what [RecordReader] would read of it. Valid
  /// during the call only. What this throws ends the reading and reaches its caller.
  void glance(Glance glance);
}
