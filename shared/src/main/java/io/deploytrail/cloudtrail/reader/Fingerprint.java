package io.deploytrail.cloudtrail.reader;

/// 128 bits that stand for some bytes of a record; made by a [KeyedHash].
public record Fingerprint(long high, long low) {
  @Override
  public int hashCode() {
    // The bits are random already.
    return (int) low;
  }
}
