package io.deploytrail.cloudtrail.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Slices of a record as the key of a map: equal where all their bytes are, slice by slice.
///
/// One object moves from record to record, so that looking something up needs no memory; what is to
/// stay in the map is its [#copy]. For one thread.
public final class Spelling {
  private final KeyedHash keyed;
  private byte[] bytes;
  private int length;
  private int hash;

  /// Of nothing yet.
  public Spelling(KeyedHash keyed) {
    this(keyed, new byte[256], 0, 0);
  }

  private Spelling(KeyedHash keyed, byte[] bytes, int length, int hash) {
    this.keyed = keyed;
    this.bytes = bytes;
    this.length = length;
    this.hash = hash;
  }

  /// Makes it that of these slices: where one ends and the next begins counts.
  public Spelling become(Slice... slices) {
    length = 0;
    for (var slice : slices) {
      var start = length + Long.BYTES;
      var end = start + slice.length();
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * end);
      }
      EightBytes.put(bytes, length, slice.length());
      System.arraycopy(slice.bytes(), slice.start(), bytes, start, slice.length());
      length = end;
    }
    hash = (int) keyed.of(bytes, length);
    return this;
  }

  /// One that stays as it is.
  public Spelling copy() {
    return new Spelling(keyed, Arrays.copyOf(bytes, length), length, hash);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Spelling spelling
        && hash == spelling.hash
        && Arrays.equals(bytes, 0, length, spelling.bytes, 0, spelling.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
