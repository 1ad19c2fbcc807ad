package io.deploytrail.cloudtrail.reader;

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

  Slice() {}

  /// All of those bytes.
  public static Slice of(byte[] bytes) {
    var slice = new Slice();
    slice.set(bytes, 0, bytes.length);
    return slice;
  }

  void set(byte[] source, int from, int to) {
    bytes = source;
    start = from;
    length = to - from;
  }

  void clear() {
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

  /// What it says; a record that lacks it, and one that says nothing there, are one.
  public Optional<String> text() {
    return length == 0 ? Optional.empty() : Optional.of(toString());
  }

  @Override
  public String toString() {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }
}
