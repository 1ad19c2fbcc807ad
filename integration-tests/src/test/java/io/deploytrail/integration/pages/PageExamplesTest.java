package io.deploytrail.integration.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pages show is what the commands print, on the files that stand beside them. The README
/// has a test of its own.
final class PageExamplesTest {
  private static final String COMMAND = "$ ";
  private static final String CUT = "…";

  @TempDir private Path desk = Path.of("");

  /// The checkout as a reader finds it, but that the commands run on this build's classes.
  private void makeCheckout() throws IOException {
    var root = Home.file("docs").toAbsolutePath().resolve("..").normalize();
    Files.createSymbolicLink(desk.resolve("docs"), root.resolve("docs"));
    var launcher = desk.resolve("deploytrail");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        exec '%s' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Ddeploytrail.home='%s' \
        -Ddeploytrail.stdout.terminal=true -Ddeploytrail.columns=110 \
        -Ddeploytrail.command=./deploytrail -cp '%s' io.deploytrail.cli.Main "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                root,
                System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
  }

  private List<String> run(String command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("sh", "-c", command).directory(desk.toFile());
    builder.environment().put("NO_COLOR", "1");
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(command + ": " + printed).isLessThan(2);
    return printed.lines().map(String::stripTrailing).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/trust.md", "docs/policy.md"})
  void commandsPrintWhatStandsBelowThem(String page) throws IOException, InterruptedException {
    makeCheckout();
    var commands = 0;
    for (var block : MarkdownPage.read(Home.file(page)).blocks()) {
      if (!block.startsWith(COMMAND)) {
        continue;
      }
      List<String> printed = List.of();
      for (var line : joined(block)) {
        if (line.startsWith(COMMAND)) {
          printed = run(line.substring(COMMAND.length()));
          commands++;
        } else {
          assertThat(printed).anyMatch(it -> shows(line, it));
        }
      }
    }
    assertThat(commands).isGreaterThan(2);
  }

  /// Its lines, a command that goes on below as one.
  private static List<String> joined(String block) {
    var lines = new ArrayList<String>();
    for (var line : block.lines().toList()) {
      if (!lines.isEmpty() && lines.getLast().endsWith("\\")) {
        var begun = lines.removeLast();
        lines.add(begun.substring(0, begun.length() - 1) + line.strip());
      } else {
        lines.add(line);
      }
    }
    return lines;
  }

  private static boolean shows(String line, String printed) {
    return line.endsWith(CUT)
        ? printed.startsWith(line.substring(0, line.length() - CUT.length()))
        : printed.equals(line);
  }
}
