package io.deploytrail.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Tells on standard error what could not be read, as it is found, and remembers whether anything
/// was.
final class Report implements Inputs.Problems {
  private static final int MOST_RECORDS = 20;

  private final PrintWriter err;
  private final Set<Path> broken = new HashSet<>();
  private int records;
  private int ofThisFile;
  private Path file = Path.of("");

  Report(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void unreadable(Path path, int record, String reason) {
    if (!path.equals(file)) {
      file = path;
      ofThisFile = 0;
    }
    broken.add(path);
    records += record > 0 ? 1 : 0;
    ofThisFile++;
    if (ofThisFile <= MOST_RECORDS) {
      var where = record > 0 ? ", record " + record : "";
      err.println(Cells.forTerminal(path.toString()) + where + ": " + Cells.forTerminal(reason));
    } else if (ofThisFile == MOST_RECORDS + 1) {
      err.println(Cells.forTerminal(path.toString()) + ": more of its records cannot be read");
    }
  }

  boolean isClean() {
    return broken.isEmpty();
  }

  int brokenFiles() {
    return broken.size();
  }

  int brokenRecords() {
    return records;
  }
}
