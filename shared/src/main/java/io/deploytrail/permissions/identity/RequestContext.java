package io.deploytrail.permissions.identity;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.deploytrail.trust.KeyValue;
import io.deploytrail.trust.RequestKeys;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The condition keys of a request that are known, by their names in lower case. Whether it has any
/// other is not known.
record RequestContext(Map<String, String> known) implements RequestKeys {
  private static final KeyValue UNKNOWN = new KeyValue.Unknown("the request's value is not known");

  RequestContext {
    known =
        known.entrySet().stream()
            .collect(
                toUnmodifiableMap(
                    key -> key.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  @Override
  public KeyValue value(String key) {
    return Optional.ofNullable(known.get(key)).<KeyValue>map(KeyValue.Present::new).orElse(UNKNOWN);
  }

  @Override
  public boolean isAlwaysThere(String key) {
    return known.containsKey(key);
  }
}
