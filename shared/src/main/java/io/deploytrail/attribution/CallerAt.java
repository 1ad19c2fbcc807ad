package io.deploytrail.attribution;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Link;
import java.time.Instant;

/// Who made a call, and when.
record CallerAt(Caller caller, Instant time) {
  /// Who bought that session.
  static CallerAt above(Link link) {
    return new CallerAt(link.caller(), link.event().time());
  }
}
