package io.deploytrail.permissions;

import java.util.Arrays;

/// What an action does, as IAM's reference sorts actions: "Understanding access level summaries".
public enum AccessLevel {
  READ('R'),
  LIST('L'),
  WRITE('W'),
  TAGGING('T'),
  PERMISSIONS_MANAGEMENT('P');

  private final char letter;

  AccessLevel(char letter) {
    this.letter = letter;
  }

  /// The level that `actions.txt` writes as that letter.
  static AccessLevel of(char letter) {
    return Arrays.stream(values())
        .filter(level -> level.letter == letter)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "R, L, W, T or P was expected in actions.txt, not " + letter));
  }

  public boolean isReading() {
    return this == READ || this == LIST;
  }
}
