package io.deploytrail.cloudtrail.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/// Whatever the bytes around records: they are taken apart, or their damage is named; never another
/// exception, and the same however they come. With `JAZZER_FUZZ=1` jazzer looks for such bytes;
/// without, it tries those it has found.
final class ShapesFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void anyTextIsAWrapping(byte[] bytes) {
    var text = new String(bytes, UTF_8);
    for (var inside : Wrapping.inside(text)) {
      assertThat(inside.length()).isLessThanOrEqualTo(text.length());
    }
  }

  @FuzzTest(maxDuration = "2m")
  void anyBytesAreRowsOrDamage(byte[] bytes) throws IOException {
    assertThat(rows(new Chunks(bytes, 7))).isEqualTo(rows(new ByteArrayInputStream(bytes)));
  }

  private static List<String> rows(InputStream input) throws IOException {
    var rows = new CsvRows(input);
    var records = new ArrayList<String>();
    try {
      var columns = new CsvColumns(rows.next().orElse(List.of()));
      for (var row = rows.next(); row.isPresent(); row = rows.next()) {
        records.add(columns.record(row.get()));
      }
    } catch (ZipException e) {
      records.add("damage: " + e.getMessage());
    }
    return records;
  }

  @FuzzTest(maxDuration = "2m")
  void anyBytesAreLinesWithTimes(byte[] bytes) throws IOException {
    var whole = new LinesWithTimes(new ByteArrayInputStream(bytes)).readAllBytes();
    assertThat(new LinesWithTimes(new Chunks(bytes, 3)).readAllBytes()).isEqualTo(whole);
    assertThat(count(whole, '\n')).isEqualTo(count(bytes, '\n'));
    assertThat(count(whole, '{')).isEqualTo(count(bytes, '{'));
  }

  private static long count(byte[] bytes, char c) {
    return new String(bytes, UTF_8).chars().filter(each -> each == c).count();
  }

  @FuzzTest(maxDuration = "2m")
  void anyBytesAreAnArchiveOrDamage(byte[] bytes) throws IOException {
    assertThat(files(new Chunks(bytes, 7))).isEqualTo(files(new ByteArrayInputStream(bytes)));
  }

  private static List<String> files(InputStream input) throws IOException {
    var entries = new TarEntries(input);
    var files = new ArrayList<String>();
    try {
      for (var file = entries.next(); file.isPresent(); file = entries.next()) {
        files.add(file.get() + " of " + entries.readAllBytes().length);
      }
    } catch (ZipException e) {
      files.add("damage: " + e.getMessage());
    }
    return files;
  }
}
