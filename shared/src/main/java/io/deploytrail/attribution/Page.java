package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// A page of a longer list, and the token that asks for the one after it; the last page has none.
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
    requireNonNull(next, "next");
  }

  public static <T> Page<T> last(List<T> items) {
    return new Page<>(items, Optional.empty());
  }
}
