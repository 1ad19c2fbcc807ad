package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Reads a stream in a thread of its own, a few buffers ahead of whoever reads from this one.
///
/// What the stream throws is thrown here, behind what came before it. Closing waits until the
/// thread has ended, and leaves the stream open.
final class ReadAhead extends InputStream {
  private static final int BUFFER = 1 << 18;
  private static final int BUFFERS = 4;

  private final InputStream source;
  private final BlockingQueue<ReadPart> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<ReadPart> full = new ArrayBlockingQueue<>(BUFFERS);
  private final Thread thread = new Thread(this::readAll, "read-ahead");
  private ReadPart part = new ReadPart();
  private int next;

  /// A buffer, and how much of it counts; -1 at the end.
  private static final class ReadPart {
    private final byte[] bytes = new byte[BUFFER];
    private int length;
    private @Nullable Throwable failure;
  }

  ReadAhead(InputStream source) {
    this.source = source;
    for (var made = 1; made < BUFFERS; made++) {
      empty.add(new ReadPart());
    }
    thread.setDaemon(true);
    thread.start();
  }

  private void readAll() {
    try {
      for (var goesOn = true; goesOn; ) {
        var filling = empty.take();
        fill(filling);
        goesOn = filling.length >= 0 && filling.failure == null;
        full.put(filling);
      }
    } catch (InterruptedException e) {
      // Nobody reads on.
      Thread.currentThread().interrupt();
    }
  }

  private void fill(ReadPart filling) {
    try {
      filling.length = source.read(filling.bytes);
    } catch (IOException | RuntimeException | Error e) {
      filling.length = 0;
      filling.failure = e;
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (next == part.length && part.failure == null) {
      nextPart();
    }
    if (part.failure != null) {
      throw thrown(part.failure);
    }
    if (part.length < 0) {
      return -1;
    }
    var count = Math.min(length, part.length - next);
    System.arraycopy(part.bytes, next, target, offset, count);
    next += count;
    return count;
  }

  private static IOException thrown(Throwable failure) {
    return switch (failure) {
      case IOException e -> e;
      case Error e -> throw e;
      default -> new IOException("reading ahead failed", failure);
    };
  }

  private void nextPart() throws IOException {
    try {
      empty.put(part);
      part = full.take();
      next = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    var wasInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
