package io.deploytrail.cli.attribute;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How many event ids came, and how many different ones: 64 bits of each are kept, since a trail
/// holds many millions.
///
/// Two ids have the same 64 bits by chance once in millions of trails of millions; that would count
/// one of them as a duplicate, and change no answer.
final class EventIds {
  /// Looked at one by one, they need no second copy of all.
  private static final int PARTS = 64;

  private static final int START = 64;

  private final long[][] parts = new long[PARTS][START];
  private final int[] sizes = new int[PARTS];

  void add(long hash) {
    var part = (int) (hash >>> 58);
    if (sizes[part] == parts[part].length) {
      parts[part] = Arrays.copyOf(parts[part], sizes[part] + (sizes[part] >> 2));
    }
    parts[part][sizes[part]++] = hash;
  }

  long count() {
    return Arrays.stream(sizes).asLongStream().sum();
  }

  /// How many different ones are in all of these.
  static long distinct(List<EventIds> all) {
    return IntStream.range(0, PARTS).parallel().mapToLong(part -> distinct(all, part)).sum();
  }

  private static long distinct(List<EventIds> all, int part) {
    var most = all.stream().mapToInt(ids -> ids.sizes[part]).sum();
    // At most half full, so that searches are short.
    var table = new long[Integer.highestOneBit(Math.max(1, most)) << 2];
    var distinct = 0L;
    for (var ids : all) {
      for (var at = 0; at < ids.sizes[part]; at++) {
        distinct += put(ids.parts[part][at], table) ? 1 : 0;
      }
    }
    return distinct;
  }

  private static boolean put(long hash, long[] table) {
    // Zero marks an empty place.
    var entry = hash == 0 ? 1 : hash;
    var place = (int) entry & (table.length - 1);
    while (table[place] != 0) {
      if (table[place] == entry) {
        return false;
      }
      place = (place + 1) & (table.length - 1);
    }
    table[place] = entry;
    return true;
  }
}
