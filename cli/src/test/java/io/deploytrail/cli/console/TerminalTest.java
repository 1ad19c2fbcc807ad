package io.deploytrail.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Terminal.Look;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the environment says of a terminal.
final class TerminalTest {
  @Test
  void colorsAreForThoseWhoWantThem() {
    assertThat(Look.of(Map.of())).isEqualTo(Look.COLORED);
    assertThat(Look.of(Map.of("TERM", "xterm", "NO_COLOR", "", "CLICOLOR", "1")))
        .isEqualTo(Look.COLORED);
    assertThat(Look.of(Map.of("NO_COLOR", "1"))).isEqualTo(Look.MONOCHROME);
    assertThat(Look.of(Map.of("CLICOLOR", "0"))).isEqualTo(Look.MONOCHROME);
    assertThat(Look.of(Map.of("TERM", "dumb"))).isEqualTo(Look.PLAIN);
  }

  @Test
  void onlyATerminalBoundsAndColorsAnswers() {
    var terminal = new Terminal(true, false, 60, Look.COLORED);
    var pipe = new Terminal(false, true, 60, Look.COLORED);

    assertThat(terminal.outputWidth()).isEqualTo(60);
    assertThat(terminal.isOutputColored()).isTrue();
    assertThat(terminal.unbounded().outputWidth()).isZero();
    assertThat(terminal.withoutColors().isOutputColored()).isFalse();
    assertThat(pipe.outputWidth()).isZero();
    assertThat(pipe.isOutputColored()).isFalse();
  }
}
