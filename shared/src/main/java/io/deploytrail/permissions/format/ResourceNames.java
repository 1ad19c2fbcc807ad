package io.deploytrail.permissions.format;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What documents are called in the files of tools.
final class ResourceNames {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

  private ResourceNames() {}

  /// Letters, digits and underscores.
  static String identifier(String name) {
    return name.replaceAll("[^A-Za-z0-9_]", "_");
  }

  /// Letters and digits.
  static String logicalId(String name) {
    var id = new StringBuilder();
    WORD.matcher(name)
        .results()
        .map(MatchResult::group)
        .forEach(
            word -> id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
    return id.toString();
  }

  /// What IAM takes as a policy's name.
  static String policy(String name) {
    return name.replaceAll("[^A-Za-z0-9+=,.@_-]", "-");
  }
}
