package io.deploytrail.cli.trail;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Something that holds records.
public sealed interface Input permits FileInput, ObjectInput {
  /// Its name in messages: as it was named, or found in a folder or bucket.
  String name();

  /// Its address from any folder: an absolute path, or `s3://<bucket>/<key>`.
  String address();

  /// Its bytes from the start; the exception's [#reason] is for a person.
  InputStream open() throws IOException;

  /// Whether it was named, or lies where CloudTrail delivers: whatever it holds should be a
  /// trail's. Of any other, what it holds decides.
  boolean isTrail();

  /// Whether each opening returns the same bytes: a pipe's does not.
  boolean isLasting();

  /// By what it is known again if nothing has changed in it; nothing where that is not known.
  Optional<Version> version();

  /// A size in bytes, and the time at which it was written, as its place tells it.
  record Version(long size, String modified) {
    public Version {
      requireNonNull(modified, "modified");
    }
  }

  /// The input of an address that [#address] returned.
  static Input of(String address, Buckets buckets) {
    return of(address, Optional.empty(), buckets);
  }

  /// The same; an object is taken to be of that version still.
  static Input of(String address, Optional<Version> version, Buckets buckets) {
    return S3Address.isOne(address)
        ? new ObjectInput(S3Address.parse(address), ObjectKind.TRAIL, version, buckets)
        : of(path(address));
  }

  /// The [#address] of the input of that name.
  static String address(String name) {
    return S3Address.isOne(name)
        ? name.replaceFirst("/+$", "")
        : path(name).toAbsolutePath().normalize().toString();
  }

  /// The path of a file or folder of that name.
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw noName(name);
    }
  }

  /// What is thrown where the locale's charset has no such name.
  static InvalidInputException noName(String file) {
    return new InvalidInputException(
        "names of files are read as %s here, which has no %s: set LC_ALL=C.UTF-8"
            .formatted(System.getProperty("sun.jnu.encoding"), Terminal.safe(file)));
  }

  static Input of(Path file) {
    return new FileInput(file, true);
  }

  /// What went wrong, for a person.
  static String reason(IOException e) {
    return switch (e) {
      case UnreadableObjectException unreadable -> unreadable.reason();
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "it may not be read";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      default -> "reading failed: " + e.getMessage();
    };
  }
}
