package io.deploytrail.athena;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The SQL files of a folder under `athena/`, as they are.
final class SqlFiles {
  /// Where the repository is; the build says it.
  static final Path HOME =
      Path.of(System.getProperty("deploytrail.home", "..")).toAbsolutePath().normalize();

  private SqlFiles() {}

  /// The texts of `athena/<folder>/*.sql` by the files' names without the ending, in the names'
  /// order.
  static Map<String, String> in(String folder) {
    var path = HOME.resolve("athena").resolve(folder);
    var files = new TreeMap<String, String>();
    if (!Files.isDirectory(path)) {
      return files;
    }
    try (var entries = Files.newDirectoryStream(path, "*.sql")) {
      for (var entry : entries) {
        var file = "" + entry.getFileName();
        files.put(file.substring(0, file.length() - ".sql".length()), Files.readString(entry));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /// The views, each after those that it reads.
  static Map<String, String> views() {
    var views = byName();
    var ordered = new LinkedHashMap<String, String>();
    for (var name : views.keySet()) {
      add(name, views, ordered, new ArrayList<>());
    }
    return ordered;
  }

  /// The views by their names; a file of `steps.json` is each view that is made of it.
  private static Map<String, String> byName() {
    var views = in("views");
    try {
      var steps = HOME.resolve("athena/views/steps.json").toFile();
      for (var step : new ObjectMapper().readTree(steps).properties()) {
        var sql = requireNonNull(views.remove(step.getKey()), step.getKey());
        for (var view : step.getValue().properties()) {
          views.put(view.getKey(), sql.replace("${Previous}", view.getValue().asText()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return views;
  }

  private static void add(
      String name, Map<String, String> views, Map<String, String> ordered, List<String> above) {
    if (ordered.containsKey(name)) {
      return;
    }
    if (above.contains(name)) {
      throw new IllegalStateException("views were expected to read only others; " + above);
    }
    above.add(name);
    var sql = views.getOrDefault(name, "");
    for (var other : views.keySet()) {
      if (!other.equals(name) && reads(sql, other)) {
        add(other, views, ordered, above);
      }
    }
    above.removeLast();
    ordered.put(name, sql);
  }

  private static boolean reads(String sql, String view) {
    return Pattern.compile("\\b(FROM|JOIN) " + view + "\\b").matcher(sql).find();
  }
}
