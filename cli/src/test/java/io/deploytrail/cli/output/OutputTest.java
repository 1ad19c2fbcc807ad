package io.deploytrail.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Origin;
import io.deploytrail.cli.Desk;
import io.deploytrail.cli.MadeUpTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists in files: whole or not there, and in Parquet the same as in NDJSON.
final class OutputTest {
  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private String log = "";
  private Path file = Path.of("");

  @BeforeEach
  void makeTrail() throws IOException {
    desk = new Desk(folder);
    log = desk.file("logs/trail.json", MadeUpTrail.log());
    file = Files.createDirectory(folder.resolve("out")).resolve("calls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "ndjson", "csv"})
  void fileHoldsWhatStandardOutputWould(String format) throws IOException {
    var printed = desk.run("attribute", "--format", format, log);
    Files.writeString(file, "what was there before");

    var run = desk.run("attribute", "--format", format, "-o", file.toString(), log);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(printed.out()).isNotEmpty();
    assertThat(filesBeside()).containsExactly(file);
  }

  @Test
  void parquetHoldsWhatNdjsonDoes() throws IOException {
    var lines = desk.run("attribute", "--all", log).out().lines().toList();

    var run =
        desk.run("attribute", "--all", "--format", "parquet", "--output", file.toString(), log);

    assertThat(run.err()).contains("1 files, 7 records");
    assertThat(run.exitCode()).isZero();
    assertSame(file, lines, AnswerColumns.CALLS);
    assertThat(filesBeside()).containsExactly(file);
  }

  @Test
  void listsOfAnyQuestionAreWrittenAsParquet() throws IOException {
    desk.run("index", log);
    for (var question : List.of("deployments", "denied")) {
      String[] day = {question, "--from", "2026-11-20", "--to", "2026-11-20"};
      var lines = desk.run(day).out().lines().toList();

      desk.run(with(day, "--format", "parquet", "-o", file.toString()));

      assertThat(lines).isNotEmpty();
      assertSame(
          file,
          lines,
          question.equals("denied") ? AnswerColumns.DENIED : AnswerColumns.DEPLOYMENTS);
    }
  }

  @Test
  void rowGroupsAreBounded() throws IOException {
    var random = new Random(1);
    var count = 8_000;
    try (var output = Output.to(file, ListFormat.PARQUET, List.of(), List.of())) {
      try (var rows = output.rows(AnswerColumns.CALLS, Attribution::toString)) {
        for (var number = 0; number < count; number++) {
          var noise = new byte[3_000];
          random.nextBytes(noise);
          var origin = Origin.none(Set.of(), HexFormat.of().formatHex(noise));
          rows.write(new Attribution(Optional.empty(), origin));
        }
      }
      output.finish();
    }

    try (var reader = ParquetFileReader.open(InputFile.of(file))) {
      assertThat(reader.getFileMetaData().numRows()).isEqualTo(count);
      assertThat(reader.getFileMetaData().rowGroups())
          .hasSizeGreaterThan(1)
          .allMatch(group ->
              group.columns().stream()
                      .mapToLong(column -> column.metaData().totalCompressedSize())
                      .sum()
                  < 20 << 20);
    }
  }

  @Test
  void parquetNeedsAFile() {
    var run = desk.run("attribute", "--format", "parquet", log);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--format parquet needs a file: -o calls.parquet");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void nothingIsLeftOfARunThatFails() throws IOException {
    Files.writeString(file, "before");

    var run = desk.run("attribute", "--template", "${odd}", "-o", file.toString(), log);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(desk.run("attribute", "-o", folder.resolve("no/calls").toString(), log).exitCode())
        .isEqualTo(2);
    assertThat(desk.run("attribute", "-o", folder.toString(), log).err())
        .contains("a file was expected to write to");
    try (var broken = Output.to(file, ListFormat.PARQUET, List.of(), List.of())) {
      var rows =
          broken.rows(
              Columns.<String>none()
                  .with(
                      "id",
                      item -> {
                        throw new IllegalStateException(item);
                      }),
              Function.identity());
      assertThat(filesBeside()).hasSize(2);
      assertThatThrownBy(() -> rows.write("of no use")).isInstanceOf(IllegalStateException.class);
    }

    assertThat(file).hasContent("before");
    assertThat(filesBeside()).containsExactly(file);
  }

  private List<Path> filesBeside() throws IOException {
    try (var files = Files.list(folder.resolve("out"))) {
      return files.toList();
    }
  }

  private static String[] with(String[] some, String... more) {
    var all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /// Another maker's reader finds in the file what the lines say.
  private static void assertSame(Path file, List<String> lines, Columns<?> columns)
      throws IOException {
    try (var reader = ParquetFileReader.open(InputFile.of(file));
        var rows = reader.rowReader()) {
      for (var line : lines) {
        assertThat(rows.hasNext()).isTrue();
        rows.next();
        var item = new ObjectMapper().readTree(line);
        for (var column : columns.names()) {
          assertThat(cell(rows, column))
              .as("%s of %s", column, line)
              .isEqualTo(InJson.column(item, column));
        }
      }
      assertThat(rows.hasNext()).isFalse();
    }
  }

  private static String cell(RowReader row, String column) {
    if (row.isNull(column)) {
      return "";
    }
    return column.endsWith("Time") || column.endsWith("Seen")
        ? row.getTimestamp(column).toString()
        : row.getString(column);
  }
}
