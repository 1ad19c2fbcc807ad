package io.deploytrail.cloudtrail.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Eight bytes at once in a `long`, the first one lowest.
public final class EightBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final long BRACES = '}' * EACH;
  private static final long SPACES = ' ' * EACH;

  private EightBytes() {}

  public static long at(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  static void put(byte[] bytes, int offset, long eight) {
    LONGS.set(bytes, offset, eight);
  }

  /// The first eight characters of that ASCII text.
  public static long of(String text) {
    return at(text.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /// Where the first byte stands that does not simply continue a JSON text: a quote, a backslash, a
  /// control character, or one that is not ASCII; 8 if there is none.
  static int firstSpecial(long bytes) {
    // Subtracting borrows from the next byte only behind a byte that is special itself, so the
    // lowest bit is always right.
    var special =
        (((bytes ^ QUOTES) - EACH) | ((bytes ^ BACKSLASHES) - EACH) | (bytes - SPACES) | bytes)
            & HIGHEST_BITS;
    return Long.numberOfTrailingZeros(special) >>> 3;
  }

  /// Whether a closing brace is among them.
  public static boolean haveBrace(long bytes) {
    var braces = bytes ^ BRACES;
    return ((braces - EACH) & ~braces & HIGHEST_BITS) != 0;
  }
}
