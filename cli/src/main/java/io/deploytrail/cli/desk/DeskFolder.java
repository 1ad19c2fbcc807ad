package io.deploytrail.cli.desk;

import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.desk.DeskDatabase;
import io.deploytrail.desk.DeskFiles;
import io.deploytrail.questions.CallHistory;
import io.deploytrail.questions.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a desk remembers, in the folder `.deploytrail`: a database of sessions, and of the files
/// and objects that they came from.
public final class DeskFolder {
  private static final String FOLDER = ".deploytrail";
  private static final int MOST_NAMED = 3;

  private final Path folder;

  private DeskFolder(Path folder) {
    this.folder = folder;
  }

  public static DeskFolder current() {
    return new DeskFolder(Path.of(System.getProperty("deploytrail.folder", "")).resolve(FOLDER));
  }

  private Path file() {
    return folder.resolve("index.db");
  }

  /// What those settings say, and where they say nothing, what `index` was given.
  public Configuration configuration(Settings given, PrintWriter err) {
    if (!isThere()) {
      return given.configuration();
    }
    try (var database = open(err)) {
      return given.or(Settings.of(database.settings())).configuration();
    }
  }

  private boolean isThere() {
    return Files.exists(file()) || Journal.in(folder).exists();
  }

  /// The database to be asked; an empty one if nothing is indexed yet, which is reported.
  public DeskDatabase read(PrintWriter err) {
    if (!isThere()) {
      err.println(
          "nothing is indexed in this folder yet: " + Home.command() + " index <file or folder>");
      err.println("next: " + Home.command() + " demo");
      return DeskDatabase.inMemory();
    }
    return open(err);
  }

  /// The database to be written into, in a folder that is made if there is none.
  DeskDatabase write(PrintWriter err) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write in " + folder, e);
    }
    return open(err);
  }

  private DeskDatabase open(PrintWriter err) {
    if (Files.exists(file()) && !Files.isWritable(folder)) {
      return DeskDatabase.openReadOnly(file());
    }
    var database =
        DeskDatabase.open(
            file(),
            () -> err.println("another deploytrail writes into " + file() + "; waiting for it"));
    var journal = Journal.in(folder);
    if (journal.exists()) {
      journal.moveInto(database, err);
    }
    return database;
  }

  /// What is indexed as a history of calls; reports what it lacks.
  public CallHistory history(DeskDatabase database, Buckets buckets, PrintWriter err) {
    reportUnread(database.files(), err);
    return new DeskHistory(database, buckets);
  }

  private static void reportUnread(DeskFiles files, PrintWriter err) {
    var all = files.unread();
    if (all.isEmpty()) {
      return;
    }
    err.println(
        "calls may be missing, as index could not read "
            + all.entrySet().stream()
                .limit(MOST_NAMED)
                .map(each -> Terminal.safe(each.getKey() + " (" + each.getValue() + ")"))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow()
            + (all.size() > MOST_NAMED ? " and " + (all.size() - MOST_NAMED) + " more" : "")
            + "; index it again when it can be read");
  }
}
