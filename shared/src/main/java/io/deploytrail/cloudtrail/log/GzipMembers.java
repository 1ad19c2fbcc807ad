package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Unpacks gzip, all members of it (RFC 1952), from a stream that it does not close.
///
/// The JDK's own stream stops silently at a member that it cannot read, and at each when its source
/// does not say what is available; that would lose records unnoticed. Any damage is a
/// [ZipException]; zeros after the last member are padding.
final class GzipMembers extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream packed;
  private final byte[] buffer = new byte[BUFFER];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();

  private int next;
  private int limit;
  private boolean isFirst = true;
  private boolean inMember;

  GzipMembers(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (inMember || startMember()) {
      var count = inflate(bytes, offset, length);
      if (count > 0) {
        checksum.update(bytes, offset, count);
        return count;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      var count = inflater.inflate(bytes, offset, length);
      if (count > 0) {
        return count;
      }
    } catch (DataFormatException e) {
      throw damaged();
    }
    if (inflater.needsDictionary()) {
      throw damaged();
    }
    if (inflater.finished()) {
      endMember();
    } else {
      needBytes();
      inflater.setInput(buffer, next, limit - next);
      next = limit;
    }
    return 0;
  }

  private boolean startMember() throws IOException {
    if (!isFirst && !skipPadding()) {
      return false;
    }
    isFirst = false;
    if (one() != 0x1f || one() != 0x8b || one() != DEFLATE) {
      throw damaged();
    }
    var flags = one();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip((int) number(2));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    inMember = false;
    next = limit - inflater.getRemaining();
    var length = inflater.getBytesWritten() & 0xffffffffL;
    if (number(4) != checksum.getValue() || number(4) != length) {
      throw damaged();
    }
  }

  /// Whether anything but zeros follows.
  private boolean skipPadding() throws IOException {
    while (next < limit || fill()) {
      if (buffer[next] != 0) {
        return true;
      }
      next++;
    }
    return false;
  }

  private void skipText() throws IOException {
    while (one() != 0) {
      // up to the zero that ends it
    }
  }

  private void skip(int count) throws IOException {
    for (var skipped = 0; skipped < count; skipped++) {
      one();
    }
  }

  /// A number, its lowest byte first.
  private long number(int bytes) throws IOException {
    var number = 0L;
    for (var at = 0; at < bytes; at++) {
      number |= (long) one() << (8 * at);
    }
    return number;
  }

  private int one() throws IOException {
    needBytes();
    return buffer[next++] & 0xff;
  }

  private void needBytes() throws IOException {
    if (next == limit && !fill()) {
      throw new ZipException("the gzip data ends too early");
    }
  }

  private boolean fill() throws IOException {
    next = 0;
    limit = Math.max(0, packed.read(buffer));
    return limit > 0;
  }

  private static ZipException damaged() {
    return new ZipException("the gzip data is damaged");
  }
}
