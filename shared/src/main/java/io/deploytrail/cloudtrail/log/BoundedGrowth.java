package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/// What is unpacked of an input, so long as it stays in proportion to that: an input of a few bytes
/// that unpacks without end is damage.
final class BoundedGrowth extends InputStream {
  /// Log files shrink to a tenth or a thirtieth.
  private static final long MOST_TIMES = 2_000;

  /// So much may come of any input.
  private static final long ALWAYS = 1L << 30;

  private final InputStream unpacked;
  private final PeekedStream input;
  private long length;

  BoundedGrowth(InputStream unpacked, PeekedStream input) {
    this.unpacked = unpacked;
    this.input = input;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    var read = unpacked.read(target, offset, count);
    length += Math.max(0, read);
    if (length > ALWAYS && length / MOST_TIMES > input.given()) {
      throw new ZipException("it unpacks to more than " + MOST_TIMES + " times its size");
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }
}
