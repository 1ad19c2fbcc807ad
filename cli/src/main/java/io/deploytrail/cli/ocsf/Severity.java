package io.deploytrail.cli.ocsf;

import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.attribution.Warning;
import java.util.Collections;
import java.util.Set;

/// How urgent an attributed call is, by its attribution alone: what the call did is for the
/// reader's own rules to judge.
enum Severity {
  INFORMATIONAL(1, "Informational"),
  /// Pulumi minted the session, but a name in it is not what it should be; or the session is one of
  /// hundreds in a chain.
  MEDIUM(3, "Medium"),
  /// Somebody presents a session as Pulumi's that is not.
  HIGH(4, "High");

  private static final Set<Warning> TO_BE_LOOKED_INTO =
      Set.of(
          Warning.NAME_CONTRADICTS_SUBJECT,
          Warning.FOREIGN_ORGANIZATION,
          Warning.ID_REUSED,
          Warning.VERSION_REUSED,
          Warning.CHAIN_TOO_LONG);

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
    return Collections.disjoint(origin.warnings(), TO_BE_LOOKED_INTO) ? INFORMATIONAL : MEDIUM;
  }

  int id() {
    return id;
  }

  String caption() {
    return caption;
  }
}
