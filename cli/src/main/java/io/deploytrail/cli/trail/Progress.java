package io.deploytrail.cli.trail;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.console.Terminal.Look;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A bar on standard error for long work, if a person looks at it: files done, records read, how
/// many a second, and the time left. It stands in one line, which is wiped in the end. Safe for
/// many threads.
final class Progress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final @Nullable ProgressBar bar;
  private final AtomicLong records = new AtomicLong();
  private final long start = System.nanoTime();

  Progress(Terminal terminal, String task, int files) {
    this.bar =
        terminal.isError() && terminal.look() != Look.PLAIN
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(files)
                .setUnit(" files", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new WipedLine(System.err, terminal))
                .build()
            : null;
    if (bar != null) {
      terminal.follow();
    }
  }

  void record() {
    if (bar != null && records.incrementAndGet() % 10_000 == 0) {
      bar.setExtraMessage(speed());
    }
  }

  void file() {
    if (bar != null) {
      bar.step();
    }
  }

  private String speed() {
    var count = records.get();
    var seconds = (System.nanoTime() - start) / 1e9;
    return "%d records, %.0f/s".formatted(count, count / seconds);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /// A line that each text replaces. Not even the last column is written to: some terminals begin
  /// the next line there.
  private record WipedLine(PrintStream err, Terminal terminal) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return terminal.width() - 1;
    }

    @Override
    public void accept(String text) {
      err.print(terminal.lineWipe() + text);
      err.flush();
    }

    @Override
    public void close() {
      accept("");
    }
  }
}
