package io.deploytrail.cli.ocsf;

import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.attribution.Warning;

/// How urgent an attributed call is, by its attribution alone: what the call did is for the
/// reader's own rules to judge.
enum Severity {
  INFORMATIONAL(1, "Informational"),
  /// Pulumi minted the session, but a name in it is not what it should be.
  MEDIUM(3, "Medium"),
  /// Somebody presents a session as Pulumi's that is not.
  HIGH(4, "High");

  private final int id;
  private final String caption;

  Severity(int id, String caption) {
    this.id = id;
    this.caption = caption;
  }

  static Severity of(Origin origin) {
    if (origin.verdict() == Verdict.SUSPECT) {
      return HIGH;
    }
    return origin.warnings().contains(Warning.NAME_CONTRADICTS_SUBJECT)
            || origin.warnings().contains(Warning.FOREIGN_ORGANIZATION)
        ? MEDIUM
        : INFORMATIONAL;
  }

  int id() {
    return id;
  }

  String caption() {
    return caption;
  }
}
