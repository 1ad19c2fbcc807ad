package io.deploytrail.cloudtrail.reader;

import java.util.List;
import java.util.Locale;

/// What the names of files and folders say of a trail, in a file system or under a prefix.
public final class TrailNames {
  private static final List<String> ENDINGS = List.of(".json", ".ndjson", ".jsonl", ".gz");
  private static final String SIBLING = "CloudTrail-";

  private TrailNames() {}

  /// Whether a file of that name may hold records.
  public static boolean mayHoldRecords(String file) {
    var name = file.toLowerCase(Locale.ROOT);
    return !isHidden(file) && ENDINGS.stream().anyMatch(name::endsWith);
  }

  /// Whether a folder of that name lies beside a trail's `CloudTrail` and holds something else.
  public static boolean isSibling(String folder) {
    return folder.startsWith(SIBLING);
  }

  public static boolean isHidden(String name) {
    return name.startsWith(".");
  }
}
