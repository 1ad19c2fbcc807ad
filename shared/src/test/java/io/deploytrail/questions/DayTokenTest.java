package io.deploytrail.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DayTokenTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 18);

  @Test
  void isReadBackAsItWasWritten() {
    for (var token :
        List.of(
            new DayToken(DAY, Optional.empty()),
            new DayToken(DAY, Optional.of("eyJh-_")),
            new DayToken(DAY, Optional.of("a.b")))) {
      assertThat(DayToken.parse(token.toString())).isEqualTo(token);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "2026-11-31", "18.11.2026", ".token"})
  void textThatNoAnswerGaveIsRefused(String text) {
    assertThatThrownBy(() -> DayToken.parse(text))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining("the value of \"next\" of an earlier answer");
  }
}
