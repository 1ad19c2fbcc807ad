package io.deploytrail.cli.trail;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/// Unpacks zstd, in Java alone; closing leaves the source open.
final class Zstd extends FilterInputStream {
  private Zstd(InputStream unpacked) {
    super(unpacked);
  }

  public static InputStream open(InputStream packed) throws IOException {
    return new Zstd(new ZstdInputStream(packed));
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (MalformedInputException e) {
      throw new ZipException("the zstd data is damaged, or asks for too much memory");
    }
  }
}
