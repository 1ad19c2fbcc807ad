package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.glance.Glance;

/// Takes what is found in an input, at most of which a [Glance] is enough.
public interface GlanceSink extends RecordSink {
  /// A call that bought no session: the glance holds what [RecordReader] would read of it. Valid
  /// during the call only. What this throws ends the reading and reaches its caller.
  void glance(Glance glance);
}
