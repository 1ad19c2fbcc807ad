package io.deploytrail.cloudtrail.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A part of a record's bytes that is looked at where it stands; empty for what the record lacks.
///
/// Valid as long as the [Glance] that holds it stays at its record.
public final class Slice {
  private byte[] bytes = new byte[0];
  private int start;
  private int length;

  public Slice() {}

  /// All of those bytes.
  public static Slice of(byte[] bytes) {
    var slice = new Slice();
    slice.set(bytes, 0, bytes.length);
    return slice;
  }

  public void set(byte[] source, int from, int to) {
    bytes = source;
    start = from;
    length = to - from;
  }

  public void clear() {
    length = 0;
  }

  /// The bytes around it; its own run from [#start].
  public byte[] bytes() {
    return bytes;
  }

  public int start() {
    return start;
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /// Whether it holds just these bytes.
  public boolean is(byte[] others) {
    return Arrays.equals(bytes, start, start + length, others, 0, others.length);
  }

  public boolean startsWith(byte[] others) {
    return length >= others.length
        && Arrays.equals(bytes, start, start + others.length, others, 0, others.length);
  }

  /// The other one must not be empty: its last byte rules most out.
  public boolean endsWith(Slice other) {
    var end = start + length;
    var otherEnd = other.start + other.length;
    return length >= other.length
        && bytes[end - 1] == other.bytes[otherEnd - 1]
        && Arrays.equals(bytes, end - other.length, end, other.bytes, other.start, otherEnd);
  }

  /// Whether it begins or ends with a space; it must not be empty.
  public boolean hasSpaceAround() {
    return bytes[start] == ' ' || bytes[start + length - 1] == ' ';
  }

  /// How many bytes stand before the first one of that kind, or a negative number.
  public int indexOf(byte value) {
    for (var at = start; at < start + length; at++) {
      if (bytes[at] == value) {
        return at - start;
      }
    }
    return -1;
  }

  /// What it says; a record that lacks it, and one that says nothing there, are one.
  public Optional<String> text() {
    return length == 0 ? Optional.empty() : Optional.of(toString());
  }

  @Override
  public String toString() {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }
}
