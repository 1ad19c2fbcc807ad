package io.deploytrail.cloudtrail.log;

/// Unpacks a whole gzip file at once: faster than in pieces, and only some programs have a library
/// for it.
public interface GzipLibrary {
  /// Unpacks so many bytes to exactly so many. Whether it did: only if the packed bytes are one
  /// member from the first to the last, and its checksum and length are right. Where it did not,
  /// anything stands in `unpacked`.
  boolean unpack(byte[] packed, int packedLength, byte[] unpacked, int unpackedLength);
}
