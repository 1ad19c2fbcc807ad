package io.deploytrail.cloudtrail.glance;

import io.deploytrail.cloudtrail.bytes.EightBytes;
import org.jspecify.annotations.Nullable;

/// Remembers the last identities that came, to recognize them when they are repeated; bounded.
///
/// An identity is looked for by its bytes up to the first closing brace, in which its key and
/// principal stand; it is the same only if all bytes are.
final class UserIdentities {
  private static final int PLACES = 1 << 14;

  /// Longer ones are not remembered; nor is what is no object, since its end does not show in it.
  private static final int LONGEST = 1 << 12;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final @Nullable UserIdentity[] known = new UserIdentity[PLACES];
  private final UserIdentity absent = new UserIdentity();
  private int place;

  UserIdentity absent() {
    return absent;
  }

  /// The identity that is repeated at `from`, if it is recognized.
  @Nullable UserIdentity repeated(byte[] bytes, int from, int to) {
    place = place(bytes, from, Math.min(to, from + LONGEST));
    var identity = known[place];
    return identity != null && identity.isAt(bytes, from, to) ? identity : null;
  }

  /// Remembers the identity that was just not recognized, in the place of an earlier one.
  UserIdentity remember(byte[] bytes, int from, int to) {
    var identity = isRemembered(bytes, from, to) ? inPlace() : new UserIdentity();
    identity.become(bytes, from, to);
    return identity;
  }

  private static boolean isRemembered(byte[] bytes, int from, int to) {
    return bytes[from] == '{' && to - from <= LONGEST;
  }

  /// The object of the earlier one: where no identity comes twice, new ones would be garbage at the
  /// worst age.
  private UserIdentity inPlace() {
    var identity = known[place];
    if (identity == null) {
      identity = new UserIdentity();
      known[place] = identity;
    }
    return identity;
  }

  private static int place(byte[] bytes, int from, int to) {
    var hash = 0L;
    var at = from;
    while (at + Long.BYTES <= to) {
      var word = EightBytes.at(bytes, at);
      if (EightBytes.haveBrace(word)) {
        break;
      }
      hash = (Long.rotateLeft(hash, 27) ^ word) * FACTOR;
      at += Long.BYTES;
    }
    return (int) (hash >>> 40) & (PLACES - 1);
  }
}
