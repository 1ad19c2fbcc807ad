package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.SessionFact;
import java.util.List;
import java.util.Optional;

/// Looks for the record with an event id, in the session index and then in the call history, and
/// says whose it is.
record EventSearch(SessionIndex index, CallHistory history, Attributor attributor) {
  EventSearch {
    requireNonNull(index, "index");
    requireNonNull(history, "history");
    requireNonNull(attributor, "attributor");
  }

  /// What was found, and where was looked; both places are empty where the index knew it.
  /// `wasRefused` says that it is an attempt to get a session that AWS denied.
  record FoundEvent(
      Optional<Attribution> attribution,
      boolean wasRefused,
      List<String> searched,
      List<String> notSearched) {}

  FoundEvent find(String eventId) {
    var fact = index.ofEvent(eventId);
    if (fact.isPresent()) {
      var wasRefused = fact.get() instanceof DeniedAttempt;
      return new FoundEvent(fact.map(this::attribute), wasRefused, List.of(), List.of());
    }
    var search = history.byEventId(eventId);
    return new FoundEvent(
        search.found().map(this::attribute),
        search.found().filter(DeniedAttempt.class::isInstance).isPresent(),
        search.searched(),
        search.notSearched());
  }

  private Attribution attribute(SessionFact fact) {
    return switch (fact) {
      case Root root -> attribute((CloudTrailRecord) root);
      case DeniedAttempt denied -> attribute((CloudTrailRecord) denied);
      case Link link ->
          attributor.attribute(
              new Call(link.event(), link.caller(), Optional.empty(), Optional.of(link.session())));
    };
  }

  Attribution attribute(CloudTrailRecord record) {
    return switch (record) {
      case Root root -> new Attribution(Optional.of(root.event()), attributor.origin(root));
      case DeniedAttempt denied ->
          new Attribution(Optional.of(denied.event()), attributor.origin(denied));
      case Call call -> attributor.attribute(call);
    };
  }
}
