package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cli.console.Home;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// The trace of a failure, for whoever looks for its cause: what was thrown and where, without
/// messages, which may quote what was read, session tokens too.
final class FailureTrace {
  private final StringBuilder text = new StringBuilder();
  private final Set<Throwable> written = Collections.newSetFromMap(new IdentityHashMap<>());

  private FailureTrace() {}

  /// Writes it into a file in the folder for temporary files, and says which.
  static String write(Throwable failure) {
    var trace = new FailureTrace();
    trace.append("", failure);
    try {
      var file = Files.createTempFile("deploytrail-", ".txt");
      // Not through a channel, which would want memory of its own where there may be none.
      try (var stream = new FileOutputStream(file.toFile())) {
        stream.write((platform() + trace.text).getBytes(UTF_8));
      }
      return "its trace, which quotes nothing that was read, is in " + file;
    } catch (IOException e) {
      return "its trace cannot be written in " + System.getProperty("java.io.tmpdir");
    }
  }

  private static String platform() {
    return "deploytrail %s, Java %s, %s %s%n"
        .formatted(
            Home.version(),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  private void append(String role, Throwable failure) {
    if (!written.add(failure)) {
      return;
    }
    text.append(role).append(failure.getClass().getName()).append('\n');
    for (var frame : failure.getStackTrace()) {
      text.append("    at ").append(frame).append('\n');
    }
    for (var suppressed : failure.getSuppressed()) {
      append("suppressed: ", suppressed);
    }
    if (failure.getCause() != null) {
      append("caused by: ", failure.getCause());
    }
  }
}
