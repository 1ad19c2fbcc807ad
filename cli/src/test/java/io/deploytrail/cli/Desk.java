package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.desk.DeskDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder to work in, and the CLI as a person would run it there.
public record Desk(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What a command did.
  public record Run(int exitCode, String out, String err) {}

  public Run run(String... arguments) {
    return run(Terminal.NONE, "", arguments);
  }

  public Run runOn(String input, String... arguments) {
    return run(Terminal.NONE, input, arguments);
  }

  public Run run(Terminal terminal, String input, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var stdin = System.in;
    System.setProperty("deploytrail.folder", folder.toString());
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    try {
      var exitCode =
          CommandLines.create(terminal)
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err, true))
              .execute(arguments);
      return new Run(exitCode, out.toString(), err.toString());
    } finally {
      System.setIn(stdin);
      System.clearProperty("deploytrail.folder");
    }
  }

  /// Writes to that output, as the process itself does; the run's own output stays empty.
  Run runInto(StandardOutput output, String... arguments) {
    var err = new StringWriter();
    System.setProperty("deploytrail.folder", folder.toString());
    try {
      var exitCode = Main.run(Terminal.NONE, output, new PrintWriter(err, true), arguments);
      return new Run(exitCode, "", err.toString());
    } finally {
      System.clearProperty("deploytrail.folder");
    }
  }

  public String file(String name, String content) {
    return file(name, content.getBytes(UTF_8));
  }

  public String file(String name, byte[] content) {
    try {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The addresses of what is indexed.
  public List<String> indexed() {
    try (var database = DeskDatabase.openReadOnly(folder.resolve(".deploytrail/index.db"))) {
      return database.files().addresses();
    }
  }

  /// A line of what a command wrote.
  public static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }
}
