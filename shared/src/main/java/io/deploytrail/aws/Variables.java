package io.deploytrail.aws;

import java.time.Duration;
import java.util.Map;

/// Environment variables that template.yaml sets on a function.
///
/// Each method throws `IllegalArgumentException` that says what was expected.
public final class Variables {
  private Variables() {}

  public static String text(Map<String, String> environment, String name) {
    var value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is not set; template.yaml sets it on each function that needs it");
    }
    return value;
  }

  /// A number of days.
  public static Duration days(Map<String, String> environment, String name) {
    var days = text(environment, name);
    if (!days.matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          name + " was expected to be a number of days, not " + days);
    }
    return Duration.ofDays(Long.parseLong(days));
  }
}
