package io.deploytrail.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.attribution.PageRequest;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random facts in memory give the same answers in any order, however often they are added.
final class AnyOrderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderAndRepetitionChangeNoAnswer(long seed) {
    var facts = new RandomFacts(seed).facts(150);
    var index = new InMemorySessionIndex(AllAnswers.NAMES);
    facts.forEach(index::add);
    var other = new InMemorySessionIndex(AllAnswers.NAMES);
    RandomFacts.shuffled(facts, seed).forEach(other::add);

    assertThat(AllAnswers.of(other, facts)).isEqualTo(AllAnswers.of(index, facts));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "", "eyJhIjoiYiJ9", "%%%"})
  void tokenThatNoPageGaveIsRefused(String token) {
    var index = new InMemorySessionIndex(AllAnswers.NAMES);
    index.add(new RandomFacts(2).facts(9).getLast());

    assertThatThrownBy(() ->
            index.ofDay(LocalDate.of(2026, 11, 18), "", new PageRequest(3, Optional.of(token))))
        .isInstanceOf(InvalidPageTokenException.class);
  }
}
