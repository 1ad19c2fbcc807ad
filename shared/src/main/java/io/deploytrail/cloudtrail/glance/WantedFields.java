package io.deploytrail.cloudtrail.glance;

import io.deploytrail.cloudtrail.bytes.EightBytes;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Recognizes the names of those fields that a [Glance] looks for, by their lengths and eight bytes
/// at a time.
final class WantedFields {
  /// The bits in which a letter differs from its other case.
  private static final long CASE = 0x2020202020202020L;

  /// Long enough for `recipientAccountId`.
  private static final int LONGEST = 18;

  private final List<WantedField> all;
  private final Known[][] byLength;
  private boolean isRespelled;

  /// A name, its quote included, in eight bytes from its start, from its middle and up to its end;
  /// shorter than 24 bytes, so that no byte is left out.
  private record Known(long start, long middle, long end, WantedField field) {}

  WantedFields(List<WantedField> fields) {
    all = List.copyOf(fields);
    byLength =
        IntStream.rangeClosed(0, LONGEST)
            .mapToObj(length -> known(fields, length))
            .toArray(Known[][]::new);
  }

  private static Known[] known(List<WantedField> fields, int length) {
    return fields.stream()
        .filter(field -> field.name().length() == length)
        .map(WantedFields::known)
        .toArray(Known[]::new);
  }

  private static Known known(WantedField field) {
    var quoted = field.name() + '"';
    var last = quoted.length() - Long.BYTES;
    return new Known(
        EightBytes.of(quoted),
        EightBytes.of(quoted.substring(last / 2)),
        EightBytes.of(quoted.substring(last)),
        field);
  }

  void start() {
    isRespelled = false;
    for (var field : all) {
      field.start();
    }
  }

  /// The field of the name in those bytes, behind which its quote stands.
  @Nullable WantedField named(byte[] bytes, int from, int to) {
    var length = to - from;
    if (length < Long.BYTES - 1 || length > LONGEST) {
      return null;
    }
    var candidates = byLength[length];
    if (candidates.length == 0) {
      return null;
    }
    var last = to + 1 - Long.BYTES;
    var start = EightBytes.at(bytes, from);
    var middle = EightBytes.at(bytes, from + (last - from) / 2);
    var end = EightBytes.at(bytes, last);
    for (var candidate : candidates) {
      var difference =
          (candidate.start ^ start) | (candidate.middle ^ middle) | (candidate.end ^ end);
      if (difference == 0) {
        return candidate.field;
      }
      if ((difference & ~CASE) == 0) {
        isRespelled = true;
      }
    }
    return null;
  }

  /// Whether one of the names came in another case since the last start.
  boolean isRespelled() {
    return isRespelled;
  }
}
