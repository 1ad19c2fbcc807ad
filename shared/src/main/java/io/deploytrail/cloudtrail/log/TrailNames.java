package io.deploytrail.cloudtrail.log;

import java.util.List;
import java.util.Locale;

/// What the names of files say of them, in a file system or under a prefix.
public final class TrailNames {
  private static final List<String> ENDINGS = List.of(".json", ".ndjson", ".jsonl", ".gz");

  private TrailNames() {}

  /// Whether a file of that name is called as log files are.
  public static boolean isLogFile(String file) {
    var name = file.toLowerCase(Locale.ROOT);
    return !isHidden(file) && ENDINGS.stream().anyMatch(name::endsWith);
  }

  public static boolean isHidden(String name) {
    return name.startsWith(".");
  }
}
