package io.deploytrail.cloudtrail.log;

import java.util.Arrays;

/// The part of a record that came with earlier buffers; beyond the limit, bytes are counted and
/// dropped.
final class HeldBytes {
  private static final int INITIAL = 1 << 12;

  private final int limit;
  private byte[] bytes = new byte[INITIAL];
  private long length;

  HeldBytes(int limit) {
    this.limit = limit;
  }

  void clear() {
    length = 0;
  }

  void append(byte[] source, int offset, int count) {
    var longer = length + count;
    if (longer <= limit) {
      if (longer > bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(longer, 2L * bytes.length)));
      }
      System.arraycopy(source, offset, bytes, (int) length, count);
    }
    length = longer;
  }

  boolean isEmpty() {
    return length == 0;
  }

  boolean isTooLong() {
    return length > limit;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return Math.toIntExact(length);
  }
}
