package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import io.deploytrail.permissions.Label;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// By what needs are told apart: an action, why it belongs, and under which conditions.
record ActionKey(String action, Label label, Map<String, String> conditions)
    implements Comparable<ActionKey> {
  private static final Comparator<ActionKey> ORDER =
      Comparator.comparing(ActionKey::action)
          .thenComparing(ActionKey::label)
          .thenComparing(key -> new TreeMap<>(key.conditions()).toString());

  ActionKey {
    requireNonNull(action, "action");
    requireNonNull(label, "label");
    conditions = Map.copyOf(conditions);
  }

  @Override
  public int compareTo(ActionKey other) {
    return ORDER.compare(this, other);
  }
}
