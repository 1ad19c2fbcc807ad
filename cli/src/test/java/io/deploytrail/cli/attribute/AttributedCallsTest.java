package io.deploytrail.cli.attribute;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of several copies of a call is answered, and in which order calls are.
final class AttributedCallsTest {
  private static final Origin ORIGIN = Origin.none(Set.of(), "nobody's");

  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 64, 1000})
  void eachEventIdIsAnsweredOnceByItsLatestCopyInOrderOfTimeAndId(int count) {
    var calls = new ArrayList<AttributedCall>();
    for (var place = 0; place < count; place++) {
      // The highest bit of an id is no sign.
      var id = new EventId(random.nextBoolean() ? -1 : 1, random.nextInt(-count, count));
      calls.add(new AttributedCall(id, 1000L * random.nextInt(5), place, ORIGIN));
    }
    var latest = new LinkedHashMap<EventId, AttributedCall>();
    for (var call : calls) {
      latest.merge(
          call.id(),
          call,
          (known, other) -> other.epochMilli() > known.epochMilli() ? other : known);
    }
    var expected =
        latest.values().stream()
            .sorted(
                comparingLong(AttributedCall::epochMilli)
                    .thenComparing(call -> call.id().toString()))
            .toList();

    List<ToLongFunction<EventId>> hashes =
        List.of(EventId::hashCode, _ -> 7, id -> -id.low(), _ -> Long.MIN_VALUE);
    for (var hash : hashes) {
      assertThat(AttributedCalls.onceEach(calls, hash)).isEqualTo(expected);
    }
  }
}
