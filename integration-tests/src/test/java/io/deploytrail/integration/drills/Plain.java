package io.deploytrail.integration.drills;

import java.util.regex.Pattern;

/// What a reader is told: words, and nothing of how the program is made.
final class Plain {
  private static final Pattern INTERNALS =
      Pattern.compile(
          "\\b(?:java|javax|jdk|com\\.fasterxml|software\\.amazon|io\\.deploytrail)\\.[a-z]"
              + "|\\w(?:Exception|Error)\\b(?! *\\()|\\bat [\\w.]+\\(|\\.java:\\d|: null\\b");

  private Plain() {}

  static boolean isFree(String text) {
    return !INTERNALS.matcher(text).find();
  }
}
