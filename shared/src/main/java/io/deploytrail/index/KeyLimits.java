package io.deploytrail.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What DynamoDB takes as a key, held against the attributes of one key together.
///
/// Source: "Quotas in Amazon DynamoDB" (partition keys of 1 to 2048 bytes, sort keys of 1 to 1024).
/// Whether several attributes of one key share them is not documented; together they are safe.
final class KeyLimits {
  private static final int PARTITION_BYTES = 2048;
  private static final int SORT_BYTES = 1024;

  private KeyLimits() {}

  static boolean fitPartition(List<String> values) {
    return fit(values, PARTITION_BYTES);
  }

  static boolean fitSort(List<String> values) {
    return fit(values, SORT_BYTES);
  }

  private static boolean fit(List<String> values, int limit) {
    return values.stream().noneMatch(String::isEmpty)
        && values.stream().allMatch(KeyLimits::isUnicode)
        && bytes(values) <= limit;
  }

  /// Throws [UnstorableFactException] if an item with those keys cannot be in one of its indexes.
  static void check(String eventId, Map<String, String> keys) {
    for (var index : Index.values()) {
      if (index.partitionOf(keys).isPresent()) {
        check(eventId, index, index.partition(), keys, PARTITION_BYTES);
        check(eventId, index, index.sort(), keys, SORT_BYTES);
      }
    }
  }

  private static void check(
      String eventId, Index index, List<String> names, Map<String, String> keys, int limit) {
    var length = bytes(names.stream().map(keys::get).filter(Objects::nonNull).toList());
    if (length > limit) {
      throw new UnstorableFactException(
          "%s of event %s: %d bytes long, and DynamoDB takes at most %d as a key of %s"
              .formatted(
                  String.join(" + ", names),
                  UnstorableFactException.shortened(eventId),
                  length,
                  limit,
                  index == Index.TABLE ? "the table" : index.text()));
    }
  }

  private static int bytes(List<String> values) {
    return values.stream().mapToInt(value -> value.getBytes(UTF_8).length).sum();
  }

  /// Whether no half of a surrogate pair stands alone: such a text has no bytes in UTF-8.
  static boolean isUnicode(String text) {
    return text.codePoints()
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
