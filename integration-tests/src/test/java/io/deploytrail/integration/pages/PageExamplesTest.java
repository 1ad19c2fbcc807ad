package io.deploytrail.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Path;
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

  @ParameterizedTest
  @ValueSource(strings = {"docs/trust.md", "docs/policy.md"})
  void commandsPrintWhatStandsBelowThem(String page) throws IOException, InterruptedException {
    var checkout = BuiltCheckout.in(desk);
    var commands = 0;
    for (var block : MarkdownPage.read(Home.file(page)).blocks()) {
      if (!block.startsWith(COMMAND)) {
        continue;
      }
      List<String> printed = List.of();
      for (var line : joined(block)) {
        if (line.startsWith(COMMAND)) {
          printed = checkout.run(line.substring(COMMAND.length()));
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
