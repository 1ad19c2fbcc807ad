package io.deploytrail.questions;

import io.deploytrail.cloudtrail.Issuance;
import java.util.List;

/// A root session and those bought with it, directly or through others; `areMore` says that there
/// may be more of them than these.
public record BoughtSessions(List<Issuance> all, boolean areMore) {
  public BoughtSessions {
    all = List.copyOf(all);
  }
}
