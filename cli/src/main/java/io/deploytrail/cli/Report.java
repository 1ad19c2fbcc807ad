package io.deploytrail.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/// Tells on standard error what could not be read, as it is found, and remembers whether anything
/// was; safe for many threads.
final class Report implements Inputs.Problems {
  private static final int MOST_RECORDS = 20;

  private final PrintWriter err;
  private final Map<String, Integer> broken = new HashMap<>();
  private int records;

  Report(PrintWriter err) {
    this.err = err;
  }

  @Override
  public synchronized void unreadable(String input, int record, String reason) {
    records += record > 0 ? 1 : 0;
    int ofThisOne = broken.merge(input, 1, Integer::sum);
    if (ofThisOne <= MOST_RECORDS) {
      var where = record > 0 ? ", record " + record : "";
      err.println(Cells.forTerminal(input) + where + ": " + Cells.forTerminal(reason));
    } else if (ofThisOne == MOST_RECORDS + 1) {
      err.println(Cells.forTerminal(input) + ": more of its records cannot be read");
    }
  }

  synchronized boolean isClean() {
    return broken.isEmpty();
  }

  synchronized int brokenFiles() {
    return broken.size();
  }

  synchronized int brokenRecords() {
    return records;
  }
}
