package io.deploytrail.cli;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// The event ids that were seen: 16 bytes each in an open hash table, since a trail holds many
/// millions.
///
/// An id that is no UUID, as only hand-made records have, is kept as text.
final class EventIds {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int START = 1 << 12;

  private final Set<String> others = new HashSet<>();
  private long[] pairs = new long[2 * START];
  private int size;

  /// Adds it; false if it was there.
  boolean add(String id) {
    if (!CANONICAL.matcher(id).matches()) {
      return others.add(id);
    }
    var uuid = UUID.fromString(id);
    var high = uuid.getMostSignificantBits();
    var low = uuid.getLeastSignificantBits();
    // The empty place is the nil UUID.
    if (high == 0 && low == 0) {
      return others.add(id);
    }
    if (size * 4L > pairs.length) {
      grow();
    }
    var added = put(pairs, high, low);
    size += added ? 1 : 0;
    return added;
  }

  private void grow() {
    var larger = new long[Math.multiplyExact(pairs.length, 2)];
    for (var at = 0; at < pairs.length; at += 2) {
      if (pairs[at] != 0 || pairs[at + 1] != 0) {
        put(larger, pairs[at], pairs[at + 1]);
      }
    }
    pairs = larger;
  }

  private static boolean put(long[] table, long high, long low) {
    var mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    var mask = table.length / 2 - 1;
    var place = (int) (mixed >>> 32) & mask;
    while (table[2 * place] != 0 || table[2 * place + 1] != 0) {
      if (table[2 * place] == high && table[2 * place + 1] == low) {
        return false;
      }
      place = (place + 1) & mask;
    }
    table[2 * place] = high;
    table[2 * place + 1] = low;
    return true;
  }
}
