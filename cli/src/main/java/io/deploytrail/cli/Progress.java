package io.deploytrail.cli;

import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A bar on standard error for long work, if a person looks at it: files done and records read.
final class Progress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final @Nullable ProgressBar bar;
  private final AtomicLong records = new AtomicLong();

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
    var count = records.incrementAndGet();
    if (bar != null && count % 10_000 == 0) {
      bar.setExtraMessage(count + " records");
    }
  }

  void file() {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
