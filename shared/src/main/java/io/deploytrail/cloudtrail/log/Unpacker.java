package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.io.InputStream;

/// Unpacks a format for which only some programs have a library. Damage of what is packed is a
/// [java.util.zip.ZipException], met when it is opened or read.
public interface Unpacker {
  /// What is packed in that stream, which stays open.
  InputStream open(InputStream packed) throws IOException;
}
