package io.deploytrail.cloudtrail.bytes;

import java.security.SecureRandom;

/// Hashes bytes by a random key, so that nobody can choose bytes whose hashes are those of others.
///
/// By chance, two texts have the same hash: no answer may depend on it, only how soon something is
/// found ([Spelling]) and a count. Not for what leaves the process: another one's key differs.
/// Thread-safe.
public final class KeyedHash {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final long start;
  private final long key;

  private KeyedHash(long start, long key) {
    this.start = start;
    this.key = key;
  }

  public static KeyedHash random() {
    var random = new SecureRandom();
    return new KeyedHash(random.nextLong(), random.nextLong());
  }

  /// Of the first bytes, so many.
  public long of(byte[] bytes, int length) {
    var state = mixed(start ^ length, key);
    var at = 0;
    for (; at + Long.BYTES < length; at += Long.BYTES) {
      state = mixed(state ^ EightBytes.at(bytes, at), key);
    }
    return mixed(mixed(state ^ last(bytes, length), key), FACTOR);
  }

  /// Of two numbers.
  public long of(long one, long other) {
    return mixed(mixed(one ^ start, key) ^ other, FACTOR);
  }

  /// The last eight bytes, some of which may have been taken already, or the few that there are.
  private static long last(byte[] bytes, int length) {
    if (length >= Long.BYTES) {
      return EightBytes.at(bytes, length - Long.BYTES);
    }
    var last = 0L;
    for (var at = 0; at < length; at++) {
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
