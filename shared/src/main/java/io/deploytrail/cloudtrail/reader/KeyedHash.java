package io.deploytrail.cloudtrail.reader;

import java.security.SecureRandom;

/// Makes fingerprints of slices, by a random key, so that nobody can choose bytes that have the
/// fingerprint of others; by chance it does not happen either, in 128 bits.
///
/// Not for what leaves the process: another one's key differs. Thread-safe.
public final class KeyedHash {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final long highKey;
  private final long lowKey;

  private KeyedHash(long highKey, long lowKey) {
    this.highKey = highKey;
    this.lowKey = lowKey;
  }

  public static KeyedHash random() {
    var random = new SecureRandom();
    return new KeyedHash(random.nextLong(), random.nextLong());
  }

  /// Of those slices, one by one: where one ends and the next begins counts.
  public Fingerprint of(Slice... slices) {
    var high = highKey;
    var low = lowKey;
    for (var slice : slices) {
      var bytes = slice.bytes();
      var at = slice.start();
      var end = at + slice.length();
      high = mixed(high ^ slice.length(), highKey);
      low = mixed(low ^ slice.length(), lowKey);
      for (; at + Long.BYTES < end; at += Long.BYTES) {
        var word = EightBytes.at(bytes, at);
        high = mixed(high ^ word, highKey);
        low = mixed(low ^ word, lowKey);
      }
      var last = last(bytes, slice.start(), end);
      high = mixed(high ^ last, highKey);
      low = mixed(low ^ last, lowKey);
    }
    return new Fingerprint(mixed(high, FACTOR), mixed(low, FACTOR));
  }

  /// Of two numbers, in half the bits.
  public long of(long one, long other) {
    return mixed(mixed(one ^ highKey, lowKey) ^ other, FACTOR);
  }

  /// The last eight bytes, some of which may have been taken already, or the few that there are.
  private static long last(byte[] bytes, int from, int to) {
    if (to - from >= Long.BYTES) {
      return EightBytes.at(bytes, to - Long.BYTES);
    }
    var last = 0L;
    for (var at = from; at < to; at++) {
      last = (last << Byte.SIZE) | (bytes[at] & 0xff);
    }
    return last;
  }

  /// Folds a product of 128 bits, so that each bit of `one` sways all of the result.
  private static long mixed(long one, long other) {
    var factor = other | 1;
    return one * factor ^ Math.unsignedMultiplyHigh(one, factor) ^ Long.rotateLeft(one, 23);
  }
}
