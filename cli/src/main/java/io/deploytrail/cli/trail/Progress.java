package io.deploytrail.cli.console;

import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A bar on standard error for long work, if a person looks at it: files done, records read, how
/// many a second, and the time left. Safe for many threads.
public final class Progress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final @Nullable ProgressBar bar;
  private final AtomicLong records = new AtomicLong();
  private final long start = System.nanoTime();

  public Progress(Terminal terminal, String task, int files) {
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

  public void record() {
    if (bar != null && records.incrementAndGet() % 10_000 == 0) {
      bar.setExtraMessage(speed());
    }
  }

  public void file() {
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
