package io.deploytrail.cli.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import org.jline.utils.Signals;

/// How wide a terminal's window is, in columns; 0 for one without an end. Safe for many threads.
final class TerminalWindow {
  private volatile int columns;
  private volatile boolean isResized;

  TerminalWindow(int columns) {
    this.columns = columns;
  }

  /// Looks again whenever the window was resized, from now on; not where the caller told the width.
  void follow() {
    if (System.getenv("COLUMNS") == null) {
      Signals.register("WINCH", () -> isResized = true);
    }
  }

  int columns() {
    if (isResized) {
      isResized = false;
      columns = asked();
    }
    return columns;
  }

  /// The width as it was, if nobody knows a newer one.
  private int asked() {
    var stty =
        new ProcessBuilder("stty", "size")
            .redirectInput(new File("/dev/tty"))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try (var answer = stty.start().inputReader(US_ASCII)) {
      var size = answer.readLine();
      return size != null && size.matches("[0-9]+ [1-9][0-9]{0,3}")
          ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
          : columns;
    } catch (IOException e) {
      return columns;
    }
  }
}
