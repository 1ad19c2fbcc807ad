package io.deploytrail.cli.attribute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cloudtrail.bytes.Slice;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event id in 16 bytes: the UUID that AWS writes, in lower case; of an odd one, which only
/// made-up records have, a number.
record EventId(long high, long low) implements Comparable<EventId> {
  private static final int LENGTH = "806bf21f-444f-4825-a80c-afd12cd2526a".length();
  private static final int HALF = 18;

  /// The high half of odd ids: it says of no UUID in use what version it is.
  private static final long ODD = 0;

  private static final byte NO_DIGIT = -1;
  private static final byte[] DIGITS = digits();

  private static byte[] digits() {
    var digits = new byte[1 << Byte.SIZE];
    Arrays.fill(digits, NO_DIGIT);
    for (var digit = 0; digit < 16; digit++) {
      digits[HexFormat.of().toHexDigits((byte) digit).charAt(1)] = (byte) digit;
    }
    return digits;
  }

  /// Null for an odd id.
  static @Nullable EventId in(Slice text) {
    return text.length() == LENGTH ? in(text.bytes(), text.start()) : null;
  }

  static @Nullable EventId in(String text) {
    var bytes = text.getBytes(UTF_8);
    return bytes.length == LENGTH ? in(bytes, 0) : null;
  }

  private static @Nullable EventId in(byte[] bytes, int from) {
    var high = 0L;
    var low = 0L;
    for (var at = 0; at < LENGTH; at++) {
      var c = bytes[from + at];
      if (at == 8 || at == 13 || at == HALF || at == 23) {
        if (c != '-') {
          return null;
        }
        continue;
      }
      var digit = DIGITS[c & 0xff];
      if (digit == NO_DIGIT) {
        return null;
      }
      if (at < HALF) {
        high = (high << 4) | digit;
      } else {
        low = (low << 4) | digit;
      }
    }
    return high == ODD ? null : new EventId(high, low);
  }

  /// The odd id that is known by that number.
  static EventId odd(int number) {
    return new EventId(ODD, number);
  }

  boolean isOdd() {
    return high == ODD;
  }

  @Override
  public int compareTo(EventId other) {
    var byHigh = Long.compareUnsigned(high, other.high);
    return byHigh == 0 ? Long.compareUnsigned(low, other.low) : byHigh;
  }

  @Override
  public String toString() {
    return new UUID(high, low).toString();
  }
}
