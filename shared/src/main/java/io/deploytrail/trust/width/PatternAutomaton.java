package io.deploytrail.trust.width;

import io.deploytrail.trust.Wildcards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A pattern as a deterministic automaton, made as far as it is read. A state is the set of places
/// in the pattern that the text read so far may have reached.
///
/// Of these only the last `*` and the places behind it are kept: what fits from an earlier place
/// passes that `*` too, so it fits from there.
final class PatternAutomaton {
  /// Nothing that follows can fit.
  static final int NEVER = 0;

  /// Whatever follows fits.
  static final int ALWAYS = 1;

  private static final int UNREAD = -1;

  private final Alphabet alphabet;
  private final boolean ignoresCase;

  /// [Wildcards#ANY], [Wildcards#ONE], or a sign's number.
  private final int[] signs;

  private final Map<BitSet, Integer> numbers = new HashMap<>();
  private final List<BitSet> states = new ArrayList<>();
  private final List<int[]> steps = new ArrayList<>();
  private final int start;

  PatternAutomaton(ClaimPattern pattern, Alphabet alphabet) {
    this.alphabet = alphabet;
    this.ignoresCase = pattern.ignoresCase();
    this.signs = normalized(pattern.signs());
    add(new BitSet());
    add(new BitSet());
    numbers.put(new BitSet(), NEVER);
    var first = new BitSet();
    first.set(0);
    start = state(first);
  }

  /// In each run of wildcards first the `?`, then one `*`.
  private int[] normalized(List<Integer> pattern) {
    var normalized = new ArrayList<Integer>();
    var hasAny = false;
    for (var sign : pattern) {
      if (sign == Wildcards.ANY) {
        hasAny = true;
        continue;
      }
      if (sign != Wildcards.ONE && hasAny) {
        normalized.add(Wildcards.ANY);
        hasAny = false;
      }
      normalized.add(sign == Wildcards.ONE ? sign : number(alphabet.number(sign)));
    }
    if (hasAny) {
      normalized.add(Wildcards.ANY);
    }
    return normalized.stream().mapToInt(Integer::intValue).toArray();
  }

  private int number(int number) {
    return ignoresCase ? alphabet.folded(number) : number;
  }

  int start() {
    return start;
  }

  boolean isEnd(int state) {
    return state == ALWAYS || states.get(state).get(signs.length);
  }

  static boolean isSettled(int state) {
    return state == NEVER || state == ALWAYS;
  }

  int step(int state, int number) {
    if (isSettled(state)) {
      return state;
    }
    var known = steps.get(state)[number];
    if (known != UNREAD) {
      return known;
    }
    var next = new BitSet();
    var sign = number(number);
    var places = states.get(state);
    for (var place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
      if (place == signs.length) {
        break;
      }
      if (signs[place] == Wildcards.ANY) {
        next.set(place);
      } else if (signs[place] == Wildcards.ONE || signs[place] == sign) {
        next.set(place + 1);
      }
    }
    var to = state(next);
    steps.get(state)[number] = to;
    return to;
  }

  private int state(BitSet places) {
    var last = -1;
    for (var place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
      if (place < signs.length && signs[place] == Wildcards.ANY) {
        places.set(place + 1);
        last = place;
      }
    }
    if (last >= 0) {
      places.clear(0, last);
      if (last == signs.length - 1) {
        return ALWAYS;
      }
    }
    var known = numbers.get(places);
    return known == null ? add(places) : known;
  }

  private int add(BitSet places) {
    var row = new int[alphabet.other() + 1];
    Arrays.fill(row, UNREAD);
    numbers.putIfAbsent(places, states.size());
    states.add(places);
    steps.add(row);
    return states.size() - 1;
  }
}
