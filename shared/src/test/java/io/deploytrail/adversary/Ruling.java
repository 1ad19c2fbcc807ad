package io.deploytrail.adversary;

import java.util.Optional;

/// What the judge says of one answer.
sealed interface Ruling {
  /// All that AWS signed, and proven.
  record Right() implements Ruling {}

  /// Nothing wrong, but less.
  record Weaker() implements Ruling {}

  /// Not so, but as the design lets it be.
  record Within(Limit limit) implements Ruling {}

  /// A wrong answer.
  record Wrong(Rule rule, String because) implements Ruling {}

  default Optional<Wrong> wrong() {
    return this instanceof Wrong wrong ? Optional.of(wrong) : Optional.empty();
  }
}
