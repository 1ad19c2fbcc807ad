package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// The files of a zip archive, one after another; this stream is the content of the one at hand.
final class ZipEntries extends ZipInputStream {
  ZipEntries(InputStream archive) {
    super(archive);
  }

  /// The name of the next file; empty behind the last one.
  Optional<String> next() throws IOException {
    var entry = getNextEntry();
    while (entry != null && entry.isDirectory()) {
      entry = getNextEntry();
    }
    if (entry == null && in.read() < 0) {
      // The archive's list of its files, which is longer than what is read of it, is missing.
      throw new ZipException("the zip archive ends too early");
    }
    return Optional.ofNullable(entry).map(each -> each.getName());
  }
}
