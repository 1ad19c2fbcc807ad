package io.deploytrail.pulumi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// A session name as Pulumi renders it; `trimmed` holds the names that were cut, as they stand in
/// it.
public record RenderedName(String text, Map<Variable, String> trimmed) {
  public RenderedName {
    requireNonNull(text, "text");
    var copy = new EnumMap<Variable, String>(Variable.class);
    copy.putAll(trimmed);
    trimmed = Collections.unmodifiableMap(copy);
  }
}
