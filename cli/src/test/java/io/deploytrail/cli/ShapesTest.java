package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Records give the same answers whatever shape they come in.
final class ShapesTest {
  private static final List<String> RECORDS =
      List.of(
          MadeUpTrail.ROOT,
          MadeUpTrail.BUCKET,
          MadeUpTrail.LINK,
          MadeUpTrail.CHAINED_CALL,
          MadeUpTrail.DENIED,
          MadeUpTrail.STRANGERS_CALL);

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource
  void answersAreTheSameInEveryShape(TrailShape shape) {
    var desk = new Desk(folder);
    var expected = desk.run("attribute", "--all", desk.file("trail", String.join("", RECORDS)));
    assertThat(expected.out().lines()).hasSize(4);

    desk.file("logs/some file", shape.of(RECORDS));
    var run = desk.run("attribute", "--all", folder.resolve("logs").toString());

    assertThat(run.err()).contains("0 other files; ", "0 files and 0 records with problems");
    assertThat(run.out()).isEqualTo(expected.out());
    assertThat(run.exitCode()).isZero();
  }

  /// Far longer than any buffer, so that none of it is read at once.
  @ParameterizedTest
  @EnumSource
  void shapeMayBeOfAnyLength(TrailShape shape) {
    var desk = new Desk(folder);
    var many = new java.util.ArrayList<>(RECORDS);
    while (many.size() < 5_000) {
      many.add(MadeUpTrail.BUCKET);
    }

    var run = desk.run("attribute", desk.file("log", shape.of(many)));

    assertThat(run.err())
        .contains(
            "0 files and 0 records with problems",
            "5000 records: calls by verdict {DEPLOYMENT=3, NONE=1}");
  }

  @ParameterizedTest
  @EnumSource
  void shapeThatIsCutOffIsDamage(TrailShape shape) {
    var desk = new Desk(folder);
    var content = shape.of(RECORDS);
    desk.file("logs/some file", Arrays.copyOf(content, content.length - 120));

    var run = desk.run("attribute", "--all", folder.resolve("logs").toString());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("some file");
    assertThat(run.out()).contains(MadeUpTrail.CALL);
  }

  @Test
  void documentationListsTheShapes() throws IOException {
    var lines = Files.readAllLines(Path.of("..", "docs", "cli.md"), UTF_8);
    var list = lines.subList(lines.indexOf("### Shapes") + 1, lines.indexOf("### In S3"));
    assertThat(list.stream().filter(line -> line.startsWith("- ")).map(line -> line.substring(2)))
        .containsExactlyElementsOf(
            Arrays.stream(TrailShape.values()).map(shape -> shape.described).toList());
  }
}
