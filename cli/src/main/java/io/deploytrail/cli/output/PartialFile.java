package io.deploytrail.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.UnwritableOutputException;
import io.deploytrail.cli.console.WorkEndedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// A file in the making: a hidden one beside its place, moved there in one step when it is whole.
/// Otherwise it is removed, also when the process is ended by a signal.
final class PartialFile implements AutoCloseable {
  private final Path place;
  private final Path partial;
  private final Thread hook = new Thread(this::discard, "partial file");
  private @Nullable PrintWriter writer;
  private boolean isOver;

  private PartialFile(Path place, Path partial) {
    this.place = place;
    this.partial = partial;
  }

  static PartialFile of(Path place) {
    try {
      // A link stays one, and what it leads to is replaced.
      var real = Files.exists(place) ? place.toRealPath() : place.toAbsolutePath();
      if (Files.exists(real) && !Files.isRegularFile(real)) {
        throw new InvalidInputException(
            "a file was expected to write to, and " + place + " is none");
      }
      var name = "." + real.getFileName() + "." + ProcessHandle.current().pid() + ".partial";
      var file = new PartialFile(real, Files.createFile(real.resolveSibling(name)));
      Runtime.getRuntime().addShutdownHook(file.hook);
      return file;
    } catch (IOException e) {
      throw UnwritableOutputException.ofFile(place.toString(), e);
    }
  }

  /// Where it is as long as it is not whole; there is an empty file.
  Path path() {
    return partial;
  }

  /// Writes text into it.
  PrintWriter writer() {
    try {
      writer = new PrintWriter(new Strict(Files.newBufferedWriter(partial, UTF_8)));
      return writer;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// What is thrown when it cannot be written.
  UnwritableOutputException unwritable(IOException e) {
    return UnwritableOutputException.ofFile(place.toString(), e);
  }

  /// It is whole: puts it in its place.
  synchronized void finish() {
    if (isOver) {
      throw WorkEndedException.interrupted();
    }
    closeWriter();
    try {
      Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
      isOver = true;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void closeWriter() {
    if (writer != null) {
      writer.close();
    }
  }

  private synchronized void discard() {
    if (isOver) {
      return;
    }
    isOver = true;
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + partial, e);
    }
  }

  @Override
  public void close() {
    try {
      closeWriter();
    } finally {
      discard();
      unhook();
    }
  }

  private void unhook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook finds nothing to remove.
      isOver = true;
    }
  }

  /// Throws what a [PrintWriter] would keep to itself.
  private final class Strict extends Writer {
    private final Writer file;

    Strict(Writer file) {
      this.file = file;
    }

    /// What writes.
    private interface FileStep {
      void take() throws IOException;
    }

    private void strictly(FileStep step) {
      try {
        step.take();
      } catch (IOException e) {
        throw unwritable(e);
      }
    }

    @Override
    public void write(char[] text, int offset, int length) {
      strictly(() -> file.write(text, offset, length));
    }

    @Override
    public void flush() {
      strictly(file::flush);
    }

    @Override
    public void close() {
      strictly(file::close);
    }
  }
}
