package io.deploytrail.permissions.identity;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.Wildcards;
import java.util.Locale;

/// An action of a statement, such as `s3:Get*`. Actions compare without case.
public record ActionWildcard(String text, Wildcards pattern) {
  public ActionWildcard {
    requireNonNull(text, "text");
    requireNonNull(pattern, "pattern");
  }

  public static ActionWildcard of(String text) {
    return new ActionWildcard(text, Wildcards.of(text.toLowerCase(Locale.ROOT)));
  }

  public boolean includes(String action) {
    return pattern.matches(action.toLowerCase(Locale.ROOT));
  }
}
