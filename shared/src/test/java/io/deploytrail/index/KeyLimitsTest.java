package io.deploytrail.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeyLimitsTest {
  @Test
  void valuesOfOneKeyShareItsBytes() {
    assertThat(KeyLimits.fitPartition(List.of("é".repeat(512), "x".repeat(1024)))).isTrue();
    assertThat(KeyLimits.fitPartition(List.of("é".repeat(512), "x".repeat(1025)))).isFalse();
    assertThat(KeyLimits.fitSort(List.of("x".repeat(1024)))).isTrue();
    assertThat(KeyLimits.fitSort(List.of("x".repeat(1024), "x"))).isFalse();
  }

  @Test
  void anEmptyValueAndHalfACharacterAreNoKeys() {
    assertThat(KeyLimits.fitPartition(List.of("acme", ""))).isFalse();
    assertThat(KeyLimits.fitPartition(List.of("\uD83D"))).isFalse();
    assertThat(KeyLimits.fitPartition(List.of("\uD83D\uDE42"))).isTrue();
  }

  @Test
  void aFactThatNoIndexTakesIsRefusedByTheNamesOfTheKey() {
    var keys = Map.of("uuid", "u", "eventTime", "2026", "eventId", "x".repeat(1024));

    assertThatThrownBy(() -> KeyLimits.check("e1", keys))
        .isInstanceOf(UnstorableFactException.class)
        .hasMessageContaining("eventTime + eventId of event e1")
        .hasMessageContaining("at most 1024");
  }

  @Test
  void anIndexThatDoesNotHoldTheFactAsksNothing() {
    var keys = Map.of("eventTime", "2026", "organization", "x".repeat(5000));

    assertThatCode(() -> KeyLimits.check("e1", keys)).doesNotThrowAnyException();
  }
}
