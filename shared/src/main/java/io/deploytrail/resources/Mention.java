package io.deploytrail.resources;

import static java.util.Objects.requireNonNull;

/// A text by which a call may name a resource, under the field of the request or response that
/// holds it.
///
/// `field` is `repositoryName`, or `repository.name` where another field holds it; empty where
/// nobody kept it, and for ARNs, which say themselves what they are.
public record Mention(String field, String text) {
  public Mention {
    requireNonNull(field, "field");
    requireNonNull(text, "text");
  }

  /// A text in that field, which `outer` holds; kept only where the field says nothing by itself.
  public static Mention in(String outer, String field, String text) {
    return new Mention(
        outer.isEmpty() || Fields.saysSomething(field) ? field : outer + "." + field, text);
  }

  boolean isWithoutField() {
    return field.isEmpty();
  }
}
