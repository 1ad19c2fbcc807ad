package io.deploytrail.cloudtrail.reader;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The files that were asked for: each file named, and in each folder named, the files that may
/// hold records.
///
/// In a folder those are `*.json`, `*.ndjson`, `*.jsonl` and `*.gz`, in any case; hidden files and
/// folders are passed over, links are followed. A file that is named is read whatever its name.
/// Folders named `CloudTrail-…` (Digest, Insight, Aggregated, NetworkActivity) lie beside a trail's
/// `CloudTrail` and hold something else: they are skipped and counted. `problems` names what cannot
/// be read, with its reason.
public record TrailFiles(List<Path> files, int skippedFiles, Map<Path, String> problems) {
  public TrailFiles {
    files = List.copyOf(files);
    problems = new TreeMap<>(problems);
  }

  /// Finds them, sorted by path, each once.
  public static TrailFiles in(List<Path> paths) {
    var search = new Search();
    for (var path : paths) {
      search.start(path);
    }
    return new TrailFiles(new ArrayList<>(search.files), search.skipped, search.problems);
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private final TreeSet<Path> files = new TreeSet<>();
    private final Map<Path, String> problems = new TreeMap<>();
    private Path start = Path.of("");
    private int siblings;
    private int skipped;

    void start(Path path) {
      start = path;
      siblings = 0;
      if (Files.isRegularFile(path) || (Files.exists(path) && !Files.isDirectory(path))) {
        files.add(path);
        return;
      }
      try {
        Files.walkFileTree(path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
      } catch (IOException e) {
        problems.put(path, reason(e));
      }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(start) && TrailNames.isHidden(folder.getFileName().toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      siblings += isSibling(folder) ? 1 : 0;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
      siblings -= isSibling(folder) ? 1 : 0;
      if (e != null) {
        problems.put(folder, reason(e));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (siblings > 0) {
        skipped++;
        return FileVisitResult.CONTINUE;
      }
      if (!TrailNames.mayHoldRecords(file.getFileName().toString())) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isRegularFile()) {
        files.add(file);
      } else if (attributes.isSymbolicLink()) {
        // Links are followed, so this one could not be.
        problems.put(file, "it is a link to a file that does not exist");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // A circle of links leads to what is visited already.
      if (siblings == 0 && !(e instanceof FileSystemLoopException)) {
        problems.put(file, reason(e));
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean isSibling(Path folder) {
      return !folder.equals(start) && TrailNames.isSibling(folder.getFileName().toString());
    }

    private static String reason(IOException e) {
      return switch (e) {
        case NoSuchFileException _ -> "there is no such file or folder";
        case AccessDeniedException _ -> "access is denied";
        default -> e.getClass().getSimpleName() + ": " + e.getMessage();
      };
    }
  }
}
