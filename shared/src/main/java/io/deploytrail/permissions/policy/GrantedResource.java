package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/// A resource as a policy writes it, and how much that takes in.
public record GrantedResource(String text, Breadth breadth) implements Comparable<GrantedResource> {
  private static final Comparator<GrantedResource> ORDER =
      Comparator.comparing(GrantedResource::text).thenComparing(GrantedResource::breadth);

  static final GrantedResource ALL = new GrantedResource("*", Breadth.ALL);

  public GrantedResource {
    requireNonNull(text, "text");
    requireNonNull(breadth, "breadth");
  }

  /// From the narrowest.
  public enum Breadth {
    /// One resource.
    EXACT,
    /// All whose ARN begins so, or is of the pattern that the call itself gave.
    PREFIX,
    /// All of a type.
    TYPE,
    ALL
  }

  /// Whether it names a Region, so that no condition need do.
  boolean hasRegion() {
    var parts = text.split(":", 6);
    return parts.length == 6 && !parts[3].isEmpty() && !parts[3].equals("*");
  }

  @Override
  public int compareTo(GrantedResource other) {
    return ORDER.compare(this, other);
  }
}
