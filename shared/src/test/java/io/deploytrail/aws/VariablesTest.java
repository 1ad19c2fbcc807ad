package io.deploytrail.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VariablesTest {
  @Test
  void whatIsSetIsRead() {
    var environment = Map.of("SESSIONS_TABLE", "sessions", "RETENTION_DAYS", "400");

    assertThat(Variables.text(environment, "SESSIONS_TABLE")).isEqualTo("sessions");
    assertThat(Variables.days(environment, "RETENTION_DAYS")).isEqualTo(Duration.ofDays(400));
  }

  @Test
  void whatIsMissingIsNamedWithWhoSetsIt() {
    for (var environment : List.<Map<String, String>>of(Map.of(), Map.of("SESSIONS_TABLE", ""))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Variables.text(environment, "SESSIONS_TABLE"))
          .withMessage(
              "SESSIONS_TABLE is not set; template.yaml sets it on each function that needs it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "4.5", "P1D", "123456", " 7"})
  void whatIsNoNumberOfDaysIsShown(String days) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Variables.days(Map.of("RETENTION_DAYS", days), "RETENTION_DAYS"))
        .withMessage("RETENTION_DAYS was expected to be a number of days, not " + days);
  }
}
