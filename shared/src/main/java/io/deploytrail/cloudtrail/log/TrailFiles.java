package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// The files that were asked for: each file named, and in each folder named all files, whatever
/// their names.
///
/// Hidden files and folders are passed over, links are followed. What lies beside a trail's
/// `CloudTrail` ([TrailLayout]) is skipped and counted. `problems` names what cannot be read, with
/// its reason.
public record TrailFiles(List<TrailFile> files, int skippedFiles, Map<Path, String> problems) {
  public TrailFiles {
    files = List.copyOf(files);
    problems = new TreeMap<>(problems);
  }

  /// Finds them, sorted by path, each once.
  public static TrailFiles in(List<Path> paths) {
    var search = new FileSearch();
    for (var path : paths) {
      search.start(path);
    }
    var files =
        search.files.entrySet().stream()
            .map(file -> new TrailFile(file.getKey(), file.getValue()))
            .toList();
    return new TrailFiles(files, search.skipped, search.problems);
  }

  private static final class FileSearch extends SimpleFileVisitor<Path> {
    /// Each with whether it is a trail's for sure.
    private final Map<Path, Boolean> files = new TreeMap<>();

    private final Map<Path, String> problems = new TreeMap<>();
    private Path start = Path.of("");
    private int skipped;

    void start(Path path) {
      start = path;
      if (Files.isRegularFile(path) || (Files.exists(path) && !Files.isDirectory(path))) {
        files.put(path, true);
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
      return !folder.equals(start) && TrailNames.isHidden(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
      if (e != null) {
        problems.put(folder, reason(e));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      var name = file.getFileName().toString();
      if (TrailNames.isHidden(name)) {
        return FileVisitResult.CONTINUE;
      }
      var layout = layout(file);
      if (layout == TrailLayout.BESIDE) {
        skipped++;
      } else if (attributes.isRegularFile()) {
        files.merge(file, layout == TrailLayout.TRAIL, Boolean::logicalOr);
      } else if (attributes.isSymbolicLink() && TrailNames.isLogFile(name)) {
        // Links are followed, so this one could not be.
        problems.put(file, "it is a link to a file that does not exist");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // A circle of links leads to what is visited already.
      if (layout(file) != TrailLayout.BESIDE && !(e instanceof FileSystemLoopException)) {
        problems.put(file, reason(e));
      }
      return FileVisitResult.CONTINUE;
    }

    private TrailLayout layout(Path file) {
      var names = StreamSupport.stream(whole(file).spliterator(), false).map(Path::toString);
      return TrailLayout.of(names.toList(), whole(start).getNameCount());
    }

    private static Path whole(Path path) {
      return path.toAbsolutePath().normalize();
    }

    private static String reason(IOException e) {
      return switch (e) {
        case NoSuchFileException _ -> "there is no such file or folder";
        case AccessDeniedException _ -> "access is denied";
        case FileSystemException file when file.getReason() != null -> file.getReason();
        default -> "reading failed: " + e.getMessage();
      };
    }
  }
}
