package io.deploytrail.cli;

import io.deploytrail.cli.console.UnwritableOutputException;
import io.deploytrail.cli.console.WorkEndedException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Standard output, which throws when it cannot be written, once: what comes behind that is
/// dropped.
///
/// What it throws is unchecked, for a [java.io.PrintWriter] keeps an [IOException] to itself, and
/// the command would end as if all were written.
final class StandardOutput extends OutputStream {
  /// The kinds of file in a Unix mode, and those of them that somebody reads at the other end.
  private static final int KINDS = 0xF000;

  private static final int PIPE = 0x1000;
  private static final int SOCKET = 0xC000;

  private final WritableByteChannel channel;
  private final boolean isPipe;
  private long wholeLines;
  private boolean isOver;

  /// A pipe fails only when its reader has gone.
  StandardOutput(WritableByteChannel channel, boolean isPipe) {
    this.channel = channel;
    this.isPipe = isPipe;
  }

  static StandardOutput ofProcess() {
    // Closing it would close standard output.
    @SuppressWarnings("resource")
    var stream = new FileOutputStream(FileDescriptor.out);
    return new StandardOutput(stream.getChannel(), isPipe(Path.of("/dev/fd/1")));
  }

  private static boolean isPipe(Path output) {
    try {
      var kind = (int) Files.getAttribute(output, "unix:mode") & KINDS;
      return kind == PIPE || kind == SOCKET;
    } catch (IOException e) {
      // It is closed, and writing says so.
      return false;
    }
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (isOver) {
      return;
    }
    var left = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (IOException e) {
      isOver = true;
      throw isPipe ? WorkEndedException.closedOutput() : unwritable(e, bytes, offset, left);
    }
    wholeLines += lines(bytes, offset, offset + length);
  }

  private UnwritableOutputException unwritable(
      IOException e, byte[] bytes, int offset, ByteBuffer left) {
    wholeLines += lines(bytes, offset, left.position());
    return UnwritableOutputException.ofStandardOutput(wholeLines, e);
  }

  private static long lines(byte[] bytes, int from, int to) {
    var lines = 0L;
    for (var at = from; at < to; at++) {
      lines += bytes[at] == '\n' ? 1 : 0;
    }
    return lines;
  }
}
