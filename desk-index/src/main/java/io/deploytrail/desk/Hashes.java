package io.deploytrail.desk;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Locale;

/// A set of texts, by 64-bit hashes: whether a file holds a text is known without reading it, but
/// for one in some 10¹⁹ that it may hold.
public final class Hashes {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] all = new long[64];
  private int size;

  /// The hash of a text: FNV-1a of its characters (Fowler, Noll, Vo), with its bits mixed by
  /// MurmurHash3's last step.
  public static long of(String text) {
    var hash = FNV_OFFSET;
    for (var at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  /// The hash of an event id, in whatever case it is asked for.
  public static long ofEventId(String id) {
    return of(id.toLowerCase(Locale.ROOT));
  }

  public void add(long hash) {
    if (size == all.length) {
      all = Arrays.copyOf(all, size * 2);
    }
    all[size++] = hash;
  }

  /// Each once, ascending, in eight bytes.
  byte[] toBytes() {
    var sorted = Arrays.copyOf(all, size);
    Arrays.sort(sorted);
    var distinct = 0;
    for (var at = 0; at < size; at++) {
      if (distinct == 0 || sorted[at] != sorted[distinct - 1]) {
        sorted[distinct++] = sorted[at];
      }
    }
    var bytes = ByteBuffer.allocate(distinct * Long.BYTES);
    bytes.asLongBuffer().put(sorted, 0, distinct);
    return bytes.array();
  }

  /// Those in the bytes that [#toBytes] returned.
  static LongBuffer in(byte[] bytes) {
    return ByteBuffer.wrap(bytes).asLongBuffer();
  }
}
