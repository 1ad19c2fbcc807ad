package io.deploytrail.cli;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Root;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a desk remembers, in the folder `.deploytrail`: a journal of facts, and the files that they
/// came from.
///
/// `journal.ndjson` holds a CloudTrail record a line, reduced to the fact and without secrets;
/// `files` a path a line. Both only ever grow; a line that a crash cut off is named and passed
/// over.
final class Journal {
  private static final String FOLDER = ".deploytrail";

  private final Path folder;

  private Journal(Path folder) {
    this.folder = folder;
  }

  static Journal inCurrentFolder() {
    return in(Path.of(System.getProperty("deploytrail.folder", "")));
  }

  static Journal in(Path parent) {
    return new Journal(parent.resolve(FOLDER));
  }

  private Path facts() {
    return folder.resolve("journal.ndjson");
  }

  private Path fileList() {
    return folder.resolve("files");
  }

  boolean exists() {
    return Files.exists(facts());
  }

  /// Adds all facts to the index.
  void replay(SessionIndex index, PrintWriter err) {
    if (!exists()) {
      err.println("nothing is indexed in this folder yet: deploytrail index <file or folder>");
      return;
    }
    Inputs.read(
        facts(),
        record -> fact(record).ifPresent(index::add),
        (file, number, reason) ->
            err.println(file + ", record " + number + " is passed over: " + reason));
  }

  /// The fact that a record states, if it states one.
  static Optional<Fact> fact(CloudTrailRecord record) {
    return switch (record) {
      case Root root -> Optional.of(root);
      case DeniedAttempt denied -> Optional.of(denied);
      case Call call -> call.link().map(link -> link);
    };
  }

  /// The files that were indexed, each once.
  List<Path> files() {
    if (!Files.exists(fileList())) {
      return List.of();
    }
    try {
      return Files.readAllLines(fileList()).stream()
          .filter(line -> !line.isBlank())
          .map(Path::of)
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes facts and files down, in that order, so that no file is listed whose facts were lost.
  void append(List<Fact> facts, List<Path> files) {
    append(facts(), facts.stream().map(FactWriter::write).toList());
    append(
        fileList(),
        files.stream().map(file -> file.toAbsolutePath().normalize().toString()).toList());
  }

  private void append(Path file, List<String> lines) {
    try {
      Files.createDirectories(folder);
      try (var channel = FileChannel.open(file, CREATE, WRITE, APPEND);
          var lock = channel.lock()) {
        var text = new ArrayList<String>();
        if (lock.isValid() && channel.size() > 0 && !endsWithLine(file)) {
          text.add("");
        }
        text.addAll(lines);
        text.add("");
        var bytes = StandardCharsets.UTF_8.encode(String.join("\n", text));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static boolean endsWithLine(Path file) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      var last = ByteBuffer.allocate(1);
      channel.position(channel.size() - 1).read(last);
      return last.get(0) == '\n';
    }
  }
}
