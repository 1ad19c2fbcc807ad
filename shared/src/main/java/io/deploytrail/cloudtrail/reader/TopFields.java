package io.deploytrail.cloudtrail.reader;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Recognizes the names of those fields that a [Glance] looks for, by their lengths and by their
/// first and last eight bytes.
final class TopFields {
  private static final long RECORDS = EightBytes.of("Records\"");

  /// Long enough for `recipientAccountId`.
  private static final int LONGEST = 18;

  private final List<TopField> all;
  private final Known[][] byLength;

  private record Known(long start, long end, TopField field) {}

  TopFields(List<TopField> fields) {
    all = List.copyOf(fields);
    byLength =
        IntStream.rangeClosed(0, LONGEST)
            .mapToObj(length -> known(fields, length))
            .toArray(Known[][]::new);
  }

  private static Known[] known(List<TopField> fields, int length) {
    return fields.stream()
        .filter(field -> field.name().length() == length)
        .map(TopFields::known)
        .toArray(Known[]::new);
  }

  private static Known known(TopField field) {
    var quoted = field.name() + '"';
    return new Known(
        EightBytes.of(quoted),
        EightBytes.of(quoted.substring(quoted.length() - Long.BYTES)),
        field);
  }

  void start() {
    for (var field : all) {
      field.start();
    }
  }

  /// The field of the name in those bytes, behind which its quote stands.
  @Nullable TopField named(byte[] bytes, int from, int to) {
    var length = to - from;
    if (length < Long.BYTES - 1 || length > LONGEST) {
      return null;
    }
    var candidates = byLength[length];
    if (candidates.length == 0) {
      return null;
    }
    var start = EightBytes.at(bytes, from);
    var end = EightBytes.at(bytes, to + 1 - Long.BYTES);
    for (var candidate : candidates) {
      if (candidate.start == start && candidate.end == end && isWhole(candidate, bytes, from)) {
        return candidate.field;
      }
    }
    return null;
  }

  /// Compares what stands between the first and the last eight bytes.
  private static boolean isWhole(Known candidate, byte[] bytes, int from) {
    var name = candidate.field.name();
    for (var at = Long.BYTES; at <= name.length() - Long.BYTES; at++) {
      if (bytes[from + at] != name.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /// Whether it is `Records` or `Events`, in which an object holds a list of records.
  static boolean isListName(byte[] bytes, int from, int to) {
    return switch (to - from) {
      case 7 -> EightBytes.at(bytes, from) == RECORDS;
      case 6 ->
          bytes[from] == 'E'
              && bytes[from + 1] == 'v'
              && bytes[from + 2] == 'e'
              && bytes[from + 3] == 'n'
              && bytes[from + 4] == 't'
              && bytes[from + 5] == 's';
      default -> false;
    };
  }
}
