package io.deploytrail.permissions.policy;

import java.util.Set;

/// Into which policies the operations of a stack go.
public enum PolicySplit {
  /// `read` and `write`; an operation that is not known goes to `write`.
  READ_AND_WRITE,
  /// One for each operation.
  BY_OPERATION;

  private static final Set<String> READING = Set.of("preview", "refresh", "detect-drift");
  private static final String UNKNOWN = "unknown-operation";

  /// Whether an operation changes nothing.
  static boolean isReading(String operation) {
    return READING.contains(operation);
  }

  String policyOf(String operation) {
    return switch (this) {
      case READ_AND_WRITE -> isReading(operation) ? "read" : "write";
      case BY_OPERATION -> operation.isEmpty() ? UNKNOWN : operation;
    };
  }
}
