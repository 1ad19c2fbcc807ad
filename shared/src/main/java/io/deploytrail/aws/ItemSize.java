package io.deploytrail.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How large an item is, as DynamoDB counts it, held against what it takes.
///
/// Source: "DynamoDB item sizes and formats" and "Quotas in Amazon DynamoDB" (400 KB, names of
/// attributes included).
public final class ItemSize {
  private static final int MOST_BYTES = 400 << 10;
  private static final int LONGEST_NUMBER = 21;
  private static final int OF_A_LIST = 3;

  private ItemSize() {}

  /// Why DynamoDB does not take that item, if it is too large.
  public static Optional<String> refusal(Map<String, AttributeValue> item) {
    var size = of(item);
    return size > MOST_BYTES
        ? Optional.of(
            "%d bytes as an item, and DynamoDB takes at most %d".formatted(size, MOST_BYTES))
        : Optional.empty();
  }

  private static long of(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToLong(attribute -> bytes(attribute.getKey()) + of(attribute.getValue()))
        .sum();
  }

  private static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> LONGEST_NUMBER;
      case SS -> value.ss().stream().mapToLong(ItemSize::bytes).sum();
      case L -> OF_A_LIST + value.l().stream().mapToLong(element -> 1 + of(element)).sum();
      default -> throw new IllegalArgumentException("no item of ours holds a " + value.type());
    };
  }

  private static long bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
