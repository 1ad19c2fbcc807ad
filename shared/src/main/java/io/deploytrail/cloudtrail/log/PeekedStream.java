package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stream of which the start, or all, was looked at before it is read.
///
/// A failure that the look meets is thrown where it belongs: behind the bytes before it. Closing
/// leaves the source open.
final class PeekedStream extends InputStream {
  /// Files are read through memory of that size.
  private static final int PART = 1 << 18;

  private final InputStream source;
  private byte[] bytes;
  private int length;
  private boolean hasEnded;
  private @Nullable IOException failure;
  private int next;
  private long given;

  /// Looks at up to so many bytes.
  PeekedStream(InputStream source, int most) {
    this.source = source;
    bytes = new byte[most];
    look();
  }

  /// All of it was looked at: so many of those bytes, which are not copied.
  PeekedStream(byte[] bytes, int length) {
    this.source = nullInputStream();
    this.bytes = bytes;
    this.length = length;
    hasEnded = true;
  }

  private void look() {
    try {
      while (length < bytes.length && !hasEnded && failure == null) {
        var read = source.read(bytes, length, Math.min(PART, bytes.length - length));
        hasEnded = read < 0;
        length += Math.max(0, read);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  /// Looks on, at up to so many bytes in all, which are put into that buffer, or into a longer one.
  /// Returns whichever it is; it is this stream's as long as that is read.
  byte[] lookOn(byte[] buffer, int most) {
    var start = bytes;
    bytes = buffer;
    System.arraycopy(start, 0, bytes, 0, length);
    look();
    while (!hasEnded && failure == null && length < most) {
      var available = sourceAvailable();
      if (length + available > most) {
        break;
      }
      // Some room, as the next file of a trail is about as long.
      var more = Math.max(length, available) * 9 / 8;
      bytes = Arrays.copyOf(bytes, (int) Math.min(most, length + more));
      look();
    }
    return bytes;
  }

  /// The first so many of the bytes that were looked at, or all.
  byte[] start(int most) {
    return Arrays.copyOf(bytes, Math.min(most, length));
  }

  /// What was looked at, as far as [#length] says; not to be changed.
  byte[] bytes() {
    return bytes;
  }

  /// How many bytes were looked at.
  int length() {
    return length;
  }

  /// How many bytes were read from this.
  long given() {
    return given;
  }

  /// Takes what was looked at as read.
  void passOver() {
    given += length - next;
    next = length;
  }

  /// Whether there is nothing behind what was looked at.
  boolean isWhole() {
    return hasEnded;
  }

  /// How many bytes the source has yet at least.
  private long sourceAvailable() {
    try {
      return source.available();
    } catch (IOException e) {
      // Whoever reads on meets it.
      return 0;
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int most) throws IOException {
    if (next < length) {
      var count = Math.min(most, length - next);
      System.arraycopy(bytes, next, target, offset, count);
      next += count;
      given += count;
      return count;
    }
    if (failure != null) {
      throw failure;
    }
    var count = source.read(target, offset, most);
    given += Math.max(0, count);
    return count;
  }
}
