package io.deploytrail.calls;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.PrincipalId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Gathers what sessions read, action by action.
public final class ReadActions {
  private final Map<Reader, Set<String>> actions = new LinkedHashMap<>();
  private Instant last = Instant.MIN;

  private record Reader(PrincipalId principal, Optional<Instant> created) {}

  /// Adds the action of a call; a call without a principal or a name is passed over.
  public void add(Call call) {
    var caller = call.caller();
    if (caller.principal().isEmpty() || call.event().action().isEmpty()) {
      return;
    }
    var reader = new Reader(caller.principal().get(), caller.sessionCreated());
    actions.computeIfAbsent(reader, _ -> new TreeSet<>()).add(call.event().action().get());
    last = call.event().time().isAfter(last) ? call.event().time() : last;
  }

  /// The time of the last call that was added.
  public Instant last() {
    return last;
  }

  /// How many different actions, of all sessions.
  public int size() {
    return actions.values().stream().mapToInt(Set::size).sum();
  }

  public List<SessionReads> all() {
    return actions.entrySet().stream()
        .map(entry ->
            new SessionReads(
                entry.getKey().principal(), entry.getKey().created(), entry.getValue()))
        .toList();
  }
}
