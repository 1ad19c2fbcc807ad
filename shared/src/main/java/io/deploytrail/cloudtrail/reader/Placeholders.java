package io.deploytrail.cloudtrail.reader;

import io.deploytrail.cloudtrail.bytes.Slice;
import java.util.Optional;

/// Texts that stand for nothing: pipelines that fill every column write them where CloudTrail
/// leaves a field out.
public final class Placeholders {
  private static final int LONGEST = 4;

  private Placeholders() {}

  /// The text, unless it stands for none.
  static Optional<String> none(Optional<String> text) {
    return text.filter(value -> !isOne(value));
  }

  /// Whether it may be one, by its length and the space around it.
  public static boolean mayBe(Slice text) {
    return !text.isEmpty() && (text.length() <= LONGEST || text.hasSpaceAround());
  }

  static boolean isOne(String text) {
    var stripped = text.strip();
    return stripped.isEmpty() || stripped.equals("-") || stripped.equalsIgnoreCase("null");
  }
}
