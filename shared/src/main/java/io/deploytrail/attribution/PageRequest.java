package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Which page of a list is requested: at most `size` items, after the page that returned the token
/// `after`.
public record PageRequest(int size, Optional<String> after) {
  public PageRequest {
    if (size < 1) {
      throw new IllegalArgumentException("a page holds at least 1 item, not " + size);
    }
    requireNonNull(after, "after");
  }

  public static PageRequest first(int size) {
    return new PageRequest(size, Optional.empty());
  }
}
