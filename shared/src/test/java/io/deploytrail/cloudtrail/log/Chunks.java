package io.deploytrail.cloudtrail.log;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// Hands out at most so many bytes a read, and never says what is available.
final class Chunks extends InputStream {
  private final ByteArrayInputStream bytes;
  private final int size;

  Chunks(byte[] bytes, int size) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.size = size;
  }

  @Override
  public int read() {
    return bytes.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    return bytes.read(target, offset, Math.min(size, length));
  }
}
