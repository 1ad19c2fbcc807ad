package io.deploytrail.adversary;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who really made a call; `fields` are named as in an answer's `deployment` or `environment`.
public record Truth(Kind kind, Map<String, String> fields) {
  /// What kind of session is at the root.
  public enum Kind {
    DEPLOYMENT,
    ENVIRONMENT,
    /// Pulumi's, of an organization alone: a customer-managed key, a subject of a form not known.
    PULUMI,
    NOBODY
  }

  /// Not Pulumi.
  public static final Truth NOBODY = new Truth(Kind.NOBODY, Map.of());

  public Truth {
    requireNonNull(kind, "kind");
    fields = Map.copyOf(fields);
  }

  static Truth deployment(
      String organization,
      String project,
      String stack,
      String operation,
      long version,
      String id) {
    return new Truth(
        Kind.DEPLOYMENT,
        Map.of(
            "organization", organization,
            "project", project,
            "stack", stack,
            "operation", operation,
            "version", Long.toString(version),
            "id", id));
  }

  /// An ESC session; each of the last three may be empty.
  static Truth environment(String organization, String name, String root, String user) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("organization", organization);
    fields.put("name", name);
    fields.put("root", root);
    fields.put("user", user);
    fields.values().removeIf(String::isEmpty);
    return new Truth(Kind.ENVIRONMENT, fields);
  }

  static Truth pulumi(String organization) {
    return new Truth(Kind.PULUMI, Map.of("organization", organization));
  }

  /// The value of that field, if there is one.
  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// The same stack, operation and organization, whichever run.
  boolean isOfStackOf(Truth other) {
    return kind == other.kind
        && field("organization").equals(other.field("organization"))
        && field("project").equals(other.field("project"))
        && field("stack").equals(other.field("stack"));
  }
}
