package io.deploytrail.cli.attribute;

import io.deploytrail.cloudtrail.bytes.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Values that come again and again, each kept once and known by a number from 0; safe for many
/// threads.
///
/// The bytes that spell a value are remembered, so that each spelling needs to be read only once.
final class Numbered<T> {
  private final Map<Spelling, Integer> bySpelling = new ConcurrentHashMap<>();
  private final Map<T, Integer> byValue = new ConcurrentHashMap<>();
  private final List<T> values = new ArrayList<>();

  /// The number of the value that is spelled so, if the spelling is known.
  @Nullable Integer spelled(Spelling spelling) {
    return bySpelling.get(spelling);
  }

  int of(Spelling spelling, T value) {
    var number = of(value);
    bySpelling.put(spelling.copy(), number);
    return number;
  }

  int of(T value) {
    return byValue.computeIfAbsent(value, this::add);
  }

  private synchronized int add(T value) {
    values.add(value);
    return values.size() - 1;
  }

  synchronized T get(int number) {
    return values.get(number);
  }

  synchronized List<T> all() {
    return List.copyOf(values);
  }

  synchronized int size() {
    return values.size();
  }
}
