package io.deploytrail.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.console.Terminal.Look;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables fit the terminal, and nothing in them is cut.
final class TableLayoutTest {
  private static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final List<String> NAMES = List.of("verdict", "deployment", "regions", "role");

  private static List<String> printed(int width, Look look, List<List<String>> rows) {
    var out = new StringWriter();
    var table =
        new TableLayout(
            NAMES, 2, new PrintWriter(out), new Terminal(true, true, width, look), ZoneOffset.UTC);
    rows.forEach(row -> table.row(row, Collections.nCopies(row.size(), "")));
    table.end();
    return out.toString().lines().toList();
  }

  private static List<String> printed(int width, String... cells) {
    return printed(width, Look.MONOCHROME, List.of(Arrays.asList(cells)));
  }

  @Test
  void columnsThatDoNotFitAreLeftOutWholeAndNamed() {
    assertThat(printed(70, "STACK", "acme/web/prod", "eu-west-1", "arn:aws:iam::1:role/" + ID))
        .containsExactly(
            "verdict  deployment     regions",
            "STACK    acme/web/prod  eu-west-1",
            "left out at 70 columns: role; --wide shows all, --columns",
            "  verdict,role,… those you name");
  }

  @Test
  void columnsOfNothingAreLeftOutWithoutAWord() {
    assertThat(printed(70, "STACK", "acme/web/prod", "", ""))
        .containsExactly("verdict  deployment", "STACK    acme/web/prod");
  }

  @Test
  void answerThatDoesNotFitGoesOnBelowInItsPlace() {
    assertThat(printed(50, "DEPLOYMENT", "acme/web/prod " + ID, "", ""))
        .containsExactly(
            "verdict     deployment", "DEPLOYMENT  acme/web/prod", "            " + ID);
    assertThat(printed(40, "DEPLOYMENT", "acme/web/prod " + ID, "", ""))
        .containsExactly("verdict     deployment", "DEPLOYMENT", "  acme/web/prod", "  " + ID);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 33, 60, 80})
  void noLineIsWiderThanTheTerminal(int width) {
    var odd = "東京".repeat(40) + " e\u0301\u0301 " + "🙂".repeat(30);

    var lines = printed(width, "STACK", odd, odd, odd);

    assertThat(lines).allMatch(line -> Lines.width(line) <= width);
    assertThat(String.join("", lines).replace(" ", "")).contains(odd.replace(" ", ""));
  }

  @Test
  void columnsAreAlignedByWhatATerminalShows() {
    var lines =
        printed(
            80,
            Look.COLORED,
            List.of(
                List.of("STACK", "東京", "a", ""),
                List.of("NONE", "e\u0301", "a", ""),
                List.of("SUSPECT", "acme", "a", "")));

    assertThat(lines.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")))
        .allMatch(line -> Lines.width(line.replaceAll("(a|regions)$", "")) == 21);
  }

  @Test
  void verdictsAreColoredWhereColorsAreWanted() {
    var rows = List.of(List.of("SUSPECT", "acme", "", ""));

    assertThat(printed(80, Look.COLORED, rows)).contains("\u001b[31mSUSPECT\u001b[0m  acme");
    for (var look : List.of(Look.MONOCHROME, Look.PLAIN)) {
      assertThat(printed(80, look, rows)).contains("SUSPECT  acme");
    }
  }

  @Test
  void headerIsRepeatedWhereALaterBlockChangesTheColumns() {
    var rows =
        IntStream.range(0, 501)
            .mapToObj(row -> List.of("STACK", "acme", row == 500 ? "eu-west-1" : "", ""))
            .toList();

    assertThat(printed(80, Look.PLAIN, rows))
        .filteredOn(line -> line.startsWith("verdict"))
        .containsExactly("verdict  deployment", "verdict  deployment  regions");
  }
}
