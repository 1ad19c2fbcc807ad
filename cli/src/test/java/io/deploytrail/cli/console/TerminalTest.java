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
  void linksAreForTerminalsThatShowThem() {
    assertThat(Look.of(Map.of("TERM", "xterm-kitty"))).isEqualTo(Look.LINKED);
    assertThat(Look.of(Map.of("TERM_PROGRAM", "WezTerm"))).isEqualTo(Look.LINKED);
    assertThat(Look.of(Map.of("VTE_VERSION", "6800"))).isEqualTo(Look.LINKED);
    assertThat(Look.of(Map.of("VTE_VERSION", "4999"))).isEqualTo(Look.COLORED);
    assertThat(Look.of(Map.of("FORCE_HYPERLINK", "1"))).isEqualTo(Look.LINKED);
    assertThat(Look.of(Map.of("FORCE_HYPERLINK", "0", "WT_SESSION", "x"))).isEqualTo(Look.COLORED);
    assertThat(Look.of(Map.of("NO_COLOR", "1", "WT_SESSION", "x"))).isEqualTo(Look.MONOCHROME);
    assertThat(Look.of(Map.of("TERM", "dumb", "FORCE_HYPERLINK", "1"))).isEqualTo(Look.PLAIN);
  }

  @Test
  void onlyATerminalBoundsAndColorsAnswers() {
    var terminal = new Terminal(true, false, 60, Look.COLORED);
    var pipe = new Terminal(false, true, 60, Look.COLORED);

    assertThat(terminal.outputWidth()).isEqualTo(60);
    assertThat(terminal.isOutputColored()).isTrue();
    assertThat(terminal.unbounded().outputWidth()).isZero();
    assertThat(terminal.isOutputLinked()).isFalse();
    assertThat(terminal.withoutColors().isOutputColored()).isFalse();
    var linked = new Terminal(true, false, 60, Look.LINKED);
    assertThat(linked.isOutputLinked()).isTrue();
    assertThat(linked.isOutputColored()).isTrue();
    assertThat(linked.withoutLinks()).extracting(Terminal::look).isEqualTo(Look.COLORED);
    assertThat(linked.withoutColors()).extracting(Terminal::look).isEqualTo(Look.MONOCHROME);
    assertThat(pipe.outputWidth()).isZero();
    assertThat(pipe.isOutputColored()).isFalse();
  }
}
