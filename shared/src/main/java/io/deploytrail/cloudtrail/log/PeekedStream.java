package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stream of which the start was looked at before it is read.
///
/// A failure that the look meets is thrown where it belongs: behind the bytes before it. Closing
/// leaves the source open.
final class PeekedStream extends InputStream {
  private final InputStream source;
  private final byte[] start;
  private final @Nullable IOException failure;
  private int next;
  private long given;

  /// Looks at up to so many bytes.
  PeekedStream(InputStream source, int most) {
    this.source = source;
    var bytes = new byte[most];
    var length = 0;
    IOException met = null;
    try {
      for (var read = 0; length < most && read >= 0; length += Math.max(0, read)) {
        read = source.read(bytes, length, most - length);
      }
    } catch (IOException e) {
      met = e;
    }
    start = Arrays.copyOf(bytes, length);
    failure = met;
  }

  /// The bytes that were looked at; fewer than asked for if the stream ends or fails there.
  byte[] start() {
    return start;
  }

  /// How many bytes were read from this.
  long given() {
    return given;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (next < start.length) {
      var count = Math.min(length, start.length - next);
      System.arraycopy(start, next, target, offset, count);
      next += count;
      given += count;
      return count;
    }
    if (failure != null) {
      throw failure;
    }
    var count = source.read(target, offset, length);
    given += Math.max(0, count);
    return count;
  }
}
