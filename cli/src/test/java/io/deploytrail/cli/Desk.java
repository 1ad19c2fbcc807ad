package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder to work in, and the CLI as a person would run it there.
record Desk(Path folder) {
  /// What a command did.
  record Run(int exitCode, String out, String err) {}

  Run run(String... arguments) {
    return run(Terminal.NONE, "", arguments);
  }

  Run runOn(String input, String... arguments) {
    return run(Terminal.NONE, input, arguments);
  }

  Run run(Terminal terminal, String input, String... arguments) {
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

  String file(String name, String content) {
    return file(name, content.getBytes(UTF_8));
  }

  String file(String name, byte[] content) {
    try {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
