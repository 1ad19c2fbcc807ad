package io.deploytrail.permissions.identity;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.Wildcards;
import java.util.Locale;

/// An action of a statement, such as `s3:Get*`. Actions compare without case.
public record ActionPattern(String text, Wildcards pattern) {
  public ActionPattern {
    requireNonNull(text, "text");
    requireNonNull(pattern, "pattern");
  }

  public static ActionPattern of(String text) {
    return new ActionPattern(text, Wildcards.of(text.toLowerCase(Locale.ROOT)));
  }

  public boolean includes(String action) {
    return pattern.matches(action.toLowerCase(Locale.ROOT));
  }
}
