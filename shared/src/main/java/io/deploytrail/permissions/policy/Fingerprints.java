package io.deploytrail.permissions.policy;

import java.util.Arrays;

/// A set of texts of which 64 bits each are kept: a million event ids take some 16 MB. Two texts of
/// one fingerprint are counted as one; of a million, that happens once in 37 million sets.
final class Fingerprints {
  private static final int SMALLEST = 8;

  private long[] slots = new long[SMALLEST];
  private int size;

  static long of(String text) {
    // FNV-1a, and the finalizer of MurmurHash3 for the bits that a slot is chosen by.
    var hash = 0xcbf29ce484222325L;
    for (var at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    // Zero is an empty slot.
    return hash == 0 ? 1 : hash;
  }

  void add(String text) {
    add(of(text));
  }

  void addAll(Fingerprints others) {
    Arrays.stream(others.slots).filter(fingerprint -> fingerprint != 0).forEach(this::add);
  }

  int size() {
    return size;
  }

  private void add(long fingerprint) {
    if (put(slots, fingerprint)) {
      size++;
      if (size > slots.length / 4 * 3) {
        var larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(each -> each != 0).forEach(each -> put(larger, each));
        slots = larger;
      }
    }
  }

  private static boolean put(long[] slots, long fingerprint) {
    var slot = (int) fingerprint & (slots.length - 1);
    while (slots[slot] != 0) {
      if (slots[slot] == fingerprint) {
        return false;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = fingerprint;
    return true;
  }
}
