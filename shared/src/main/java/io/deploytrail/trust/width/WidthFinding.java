package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.TrustStatement;
import java.util.Optional;

/// A finding of a trust policy, at a statement or at the whole; the evidence is a sentence that
/// says what follows and what to do.
public record WidthFinding(WidthFindingCode finding, Optional<String> statement, String evidence) {
  public WidthFinding {
    requireNonNull(finding, "finding");
    requireNonNull(statement, "statement");
    requireNonNull(evidence, "evidence");
  }

  static WidthFinding of(WidthFindingCode finding, TrustStatement statement, String evidence) {
    return new WidthFinding(finding, Optional.of(statement.name()), evidence);
  }

  static WidthFinding ofPolicy(WidthFindingCode finding, String evidence) {
    return new WidthFinding(finding, Optional.empty(), evidence);
  }
}
