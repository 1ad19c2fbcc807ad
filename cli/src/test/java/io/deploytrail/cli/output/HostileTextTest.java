package io.deploytrail.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody else wrote does nothing where it is printed.
final class HostileTextTest {
  private static final Columns<String> COLUMNS =
      Columns.<String>none().with("errorCode", text -> text);

  private static String json(String text) {
    return JsonNodeFactory.instance.objectNode().put("errorCode", text).toString();
  }

  private static String written(Format format, String text) {
    var out = new StringWriter();
    try (var rows = format.rows(new PrintWriter(out), COLUMNS, HostileTextTest::json)) {
      rows.write(text);
    }
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "\u0000",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u0085",
        "\u2028",
        "a\nb",
        "a\rb",
        "\t"
      })
  void controlAndDirectionCharactersAreEscapedInCsvAndTables(String text) {
    for (var format : new Format[] {Format.CSV, Format.TABLE}) {
      assertThat(written(format, "x" + text))
          .contains(
              "\\u%04x"
                  .formatted(
                      text.codePoints()
                          .filter(point -> point > 'b' || point < ' ')
                          .findFirst()
                          .orElseThrow()))
          .doesNotContain(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "＝1"})
  void whatASpreadsheetTakesForAFormulaIsPrefixed(String text) {
    assertThat(written(Format.CSV, text)).contains("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n=1+1", "\t=1+1", "\r=1+1"})
  void noFormulaHidesBehindALineEnd(String text) {
    assertThat(written(Format.CSV, text)).contains("\\u00").doesNotContain("\n=", "\t=", "\r=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "\u2028", "\u2029"})
  void noTextEndsALineOfJson(String end) throws JsonProcessingException {
    for (var format : new Format[] {Format.JSON, Format.NDJSON}) {
      var written = written(format, "a" + end + "b");

      assertThat(written).doesNotContain(end);
      var item = new ObjectMapper().readTree(written).path(0);
      assertThat(
              (format == Format.JSON ? item : new ObjectMapper().readTree(written))
                  .path("errorCode")
                  .asText())
          .isEqualTo("a" + end + "b");
    }
  }

  @Test
  void otherTextStandsInJsonAsItIs() {
    assertThat(written(Format.NDJSON, "Zürich 東京 🙂")).contains("Zürich 東京 🙂");
  }
}
