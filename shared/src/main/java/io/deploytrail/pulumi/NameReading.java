package io.deploytrail.pulumi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What a session name says of a deployment.
///
/// `facts` holds the fields on which all readings of the name agree (with a signed subject: of the
/// readings that agree with it, and only operation, version and id, since the names then come from
/// the subject). `clues` holds what must not be taken for a fact: names that may be trimmed, fields
/// on which readings differ (their values joined by `" | "`, sorted), and the id and version of a
/// name that contradicts its subject.
public record NameReading(
    Fit fit, Deployment facts, Map<Variable, String> clues, boolean mayBeTrimmed) {

  /// How a name relates to the configured templates.
  public enum Fit {
    /// It fits a configured template and, where a subject is known, agrees with it.
    TEMPLATE,
    /// It fits no configured template, or none is configured: read by the UUID in it.
    NO_TEMPLATE,
    /// It fits a configured template, but only with other names than the signed ones; or it fits
    /// none, and is what the documented template renders for another stack of an own organization.
    CONTRADICTION
  }

  public NameReading {
    requireNonNull(fit, "fit");
    requireNonNull(facts, "facts");
    var copy = new EnumMap<Variable, String>(Variable.class);
    copy.putAll(clues);
    clues = Collections.unmodifiableMap(copy);
  }

  /// Whether the name says neither id nor version, not even as a clue: a static name, which many
  /// sessions share.
  public boolean isStatic() {
    return !facts.fields().containsKey(Variable.ID)
        && !facts.fields().containsKey(Variable.VERSION)
        && !clues.containsKey(Variable.ID)
        && !clues.containsKey(Variable.VERSION);
  }
}
