package io.deploytrail.cli.attribute;

import java.util.ArrayList;
import java.util.List;

/// Calls in 32 bytes each: event id, time, and the numbers of signer and place. For one thread at a
/// time.
final class GatheredCalls {
  private static final int CHUNK = 1 << 12;
  private static final int LONGS = 3;
  private static final int INTS = 2;

  private final List<long[]> longs = new ArrayList<>();
  private final List<int[]> ints = new ArrayList<>();
  private int size;

  void add(EventId id, long epochMilli, int signer, int place) {
    var at = size % CHUNK;
    if (at == 0) {
      longs.add(new long[LONGS * CHUNK]);
      ints.add(new int[INTS * CHUNK]);
    }
    var idAndTime = longs.getLast();
    idAndTime[LONGS * at] = id.high();
    idAndTime[LONGS * at + 1] = id.low();
    idAndTime[LONGS * at + 2] = epochMilli;
    var numbers = ints.getLast();
    numbers[INTS * at] = signer;
    numbers[INTS * at + 1] = place;
    size++;
  }

  int size() {
    return size;
  }

  EventId id(int index) {
    var idAndTime = longs.get(index / CHUNK);
    var at = LONGS * (index % CHUNK);
    return new EventId(idAndTime[at], idAndTime[at + 1]);
  }

  long epochMilli(int index) {
    return longs.get(index / CHUNK)[LONGS * (index % CHUNK) + 2];
  }

  int signer(int index) {
    return ints.get(index / CHUNK)[INTS * (index % CHUNK)];
  }

  int place(int index) {
    return ints.get(index / CHUNK)[INTS * (index % CHUNK) + 1];
  }
}
