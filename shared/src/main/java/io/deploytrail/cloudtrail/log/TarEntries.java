package io.deploytrail.cloudtrail.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;

/// Reads the files of a tar archive (POSIX ustar and pax, GNU), one after another, from a stream
/// that it does not close.
///
/// This stream is the content of the file at hand; a long name is passed over, not applied.
final class TarEntries extends InputStream {
  /// How much of an archive shows that it is one.
  static final int BLOCK = 512;

  private static final int NAME = 0;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE = 156;

  /// Behind `ustar`, where GNU has a space.
  private static final int POSIX = 262;

  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  private final InputStream archive;
  private final byte[] header = new byte[BLOCK];
  private long left;
  private int padding;

  TarEntries(InputStream archive) {
    this.archive = archive;
  }

  /// Whether an archive begins with those bytes: a header's checksum is right.
  static boolean isStart(byte[] bytes) {
    return bytes.length >= BLOCK && bytes[NAME] != 0 && hasChecksum(bytes);
  }

  private static boolean hasChecksum(byte[] bytes) {
    var sum = 0L;
    for (var at = 0; at < BLOCK; at++) {
      var isChecksum = at >= CHECKSUM && at < CHECKSUM + CHECKSUM_LENGTH;
      sum += isChecksum ? ' ' : bytes[at] & 0xff;
    }
    return octal(bytes, CHECKSUM, CHECKSUM_LENGTH) == sum;
  }

  /// The name of the next file, of which this is the content then; empty behind the last one.
  Optional<String> next() throws IOException {
    while (true) {
      skipRest();
      if (!readHeader()) {
        return Optional.empty();
      }
      left = octal(header, SIZE, SIZE_LENGTH);
      if (left < 0) {
        throw damaged();
      }
      padding = (int) (-left & (BLOCK - 1));
      if (header[TYPE] == '0' || header[TYPE] == 0) {
        return Optional.of(name());
      }
    }
  }

  private void skipRest() throws IOException {
    try {
      archive.skipNBytes(left + padding);
    } catch (EOFException e) {
      throw damaged();
    }
    left = 0;
    padding = 0;
  }

  private boolean readHeader() throws IOException {
    var isWhole = archive.readNBytes(header, 0, BLOCK) == BLOCK;
    var isEnd = isWhole && header[NAME] == 0;
    if (!isWhole || !(isEnd || hasChecksum(header))) {
      throw damaged();
    }
    return !isEnd;
  }

  private String name() {
    var prefix = text(PREFIX, PREFIX_LENGTH);
    var isPosix = header[POSIX] == 0;
    return isPosix && !prefix.isEmpty()
        ? prefix + "/" + text(NAME, NAME_LENGTH)
        : text(NAME, NAME_LENGTH);
  }

  private String text(int from, int most) {
    var length = 0;
    while (length < most && header[from + length] != 0) {
      length++;
    }
    return new String(header, from, length, UTF_8);
  }

  /// A number in octal digits; -1 if it is none, or one that needs more.
  private static long octal(byte[] bytes, int from, int length) {
    var number = 0L;
    for (var at = from; at < from + length && bytes[at] != 0; at++) {
      if (bytes[at] >= '0' && bytes[at] <= '7') {
        number = 8 * number + bytes[at] - '0';
      } else if (bytes[at] != ' ') {
        return -1;
      }
    }
    return number;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    var read = archive.read(target, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw damaged();
    }
    left -= read;
    return read;
  }

  private static ZipException damaged() {
    return new ZipException("the tar archive is damaged, or ends too early");
  }
}
