package io.deploytrail.resources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/// The text files of this package: a row a line, columns between spaces, `#` before what is for
/// people.
final class TextTable {
  private TextTable() {}

  /// The rows of the file with that name.
  static List<String> rows(String name) {
    var file = TextTable.class.getResourceAsStream(name);
    if (file == null) {
      throw new IllegalStateException(name + " is not in the jar of io.deploytrail.resources");
    }
    try (var reader = new BufferedReader(new InputStreamReader(file, UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
