package io.deploytrail.cli.trail;

import io.deploytrail.cli.console.Terminal;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A bar on standard error for long work, if a person looks at it: files done, records read, how
/// many a second, and the time left. Safe for many threads.
final class Progress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final @Nullable ProgressBar bar;
  private final AtomicLong records = new AtomicLong();
  private final long start = System.nanoTime();

  Progress(Terminal terminal, String task, int files) {
    this.bar =
        terminal.isError()
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(files)
                .setUnit(" files", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setMaxRenderedLength(terminal.width())
                .setConsumer(new ConsoleProgressBarConsumer(System.err, terminal.width()))
                .build()
            : null;
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
}
