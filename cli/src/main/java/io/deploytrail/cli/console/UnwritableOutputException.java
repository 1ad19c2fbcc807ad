package io.deploytrail.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// An output that cannot be written, as on a full disk; the message says which, why, and how much
/// of it is there.
public final class UnwritableOutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnwritableOutputException(String output, IOException cause, String kept) {
    super("cannot write " + output + ": " + reason(cause) + "; " + kept, cause);
  }

  public static UnwritableOutputException ofStandardOutput(long wholeLines, IOException cause) {
    return new UnwritableOutputException(
        "standard output", cause, wholeLines + " lines of it are whole");
  }

  /// Of a file nothing is kept if not all of it can be written.
  public static UnwritableOutputException ofFile(String name, IOException cause) {
    return new UnwritableOutputException(name, cause, "nothing of it is kept");
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> "there is no such folder";
      case AccessDeniedException _ -> "access is denied";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      default -> String.valueOf(cause.getMessage());
    };
  }
}
