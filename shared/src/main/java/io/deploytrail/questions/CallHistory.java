package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.CloudTrailRecord;
import java.util.List;
import java.util.Optional;

/// Records that the session index does not keep: AWS's event history, or log files on a desk.
public interface CallHistory {
  /// The record with that event id, as far as the history reaches.
  Search byEventId(String eventId);

  /// What a search found, and where it looked: `searched` and `notSearched` name places and, for
  /// the latter, reasons.
  record Search(Optional<CloudTrailRecord> found, List<String> searched, List<String> notSearched) {
    public Search {
      requireNonNull(found, "found");
      searched = List.copyOf(searched);
      notSearched = List.copyOf(notSearched);
    }
  }
}
