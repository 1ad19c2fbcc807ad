package io.deploytrail.cloudtrail.bytes;

import java.util.Set;

/// The names under which an object holds a list of records, or of what holds one record each
/// ([Wrapping]).
public final class ListNames {
  /// Log files, and LookupEvents.
  private static final Set<String> CLOUDTRAIL = Set.of("Records", "Events");

  /// CloudWatch Logs (its API, its subscriptions), Insights and Splunk, CloudTrail Lake.
  private static final Set<String> OTHERS =
      Set.of("events", "logEvents", "results", "QueryResultRows");

  /// Elasticsearch, which holds it in an object of the same name.
  private static final String HITS = "hits";

  private ListNames() {}

  public static boolean isList(String name) {
    return CLOUDTRAIL.contains(name) || OTHERS.contains(name);
  }

  public static boolean isCloudTrails(String name) {
    return CLOUDTRAIL.contains(name);
  }

  /// Whether it names an object that holds a list under that name again.
  public static boolean isAroundList(String name) {
    return name.equals(HITS);
  }

  /// Whether the name in those bytes is any of these; its length and first byte rule most others
  /// out.
  public static boolean isAny(byte[] bytes, int from, int to) {
    return switch (to - from) {
      case 4 -> bytes[from] == 'h' && is(HITS, bytes, from);
      case 6 -> is("Events", bytes, from) || is("events", bytes, from);
      case 7 ->
          (bytes[from] == 'R' && is("Records", bytes, from))
              || (bytes[from] == 'r' && is("results", bytes, from));
      case 9 -> bytes[from] == 'l' && is("logEvents", bytes, from);
      case 15 -> bytes[from] == 'Q' && is("QueryResultRows", bytes, from);
      default -> false;
    };
  }

  private static boolean is(String name, byte[] bytes, int from) {
    for (var at = 0; at < name.length(); at++) {
      if (bytes[from + at] != name.charAt(at)) {
        return false;
      }
    }
    return true;
  }
}
