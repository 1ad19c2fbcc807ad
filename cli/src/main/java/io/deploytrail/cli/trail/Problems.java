package io.deploytrail.cli.trail;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cloudtrail.log.LogReader;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Prints on standard error what could not be read, at once, and what was no trail, at the end;
/// decides the exit code. Safe for many threads.
public final class Problems implements Inputs.ProblemListener {
  private static final int MOST_RECORDS = 20;
  private static final int MOST_OTHERS = 3;

  private final PrintWriter err;
  private final Map<String, Broken> broken = new HashMap<>();

  /// The first of what is something else, by name, and why.
  private final TreeMap<String, String> others = new TreeMap<>();

  private int records;
  private int otherFiles;
  private int skippedFiles;
  private long noCalls;
  private boolean hasTrail;

  /// What is wrong with an input: the first of it, and how much there is.
  private record Broken(String first, int count) {
    String summary() {
      return count == 1 ? first : first + " (and " + (count - 1) + " more)";
    }
  }

  public Problems(PrintWriter err) {
    this.err = err;
  }

  /// Prints what of a trail could not be listed or was not opened.
  public void start(Trail trail) {
    trail.problems().forEach((input, reason) -> unreadable(input, 0, reason));
    trail
        .notOpened()
        .forEach((prefix, objects) ->
            err.println(
                Terminal.safe(prefix)
                    + ": "
                    + objects
                    + " objects of unknown names were not looked into; --any-name does"));
  }

  /// Takes what is wrong with inputs that are read once more: with those of which that is known it
  /// says nothing again.
  public Inputs.ProblemListener again() {
    var known = Set.copyOf(broken().keySet());
    return (input, record, reason) -> {
      if (!known.contains(input)) {
        unreadable(input, record, reason);
      }
    };
  }

  /// So many inputs are known from an earlier reading, and are not read again.
  public synchronized void known(int inputs) {
    hasTrail |= inputs > 0;
  }

  @Override
  public synchronized void unreadable(String input, int record, String reason) {
    records += record > 0 ? 1 : 0;
    var first = (record > 0 ? "record " + record + ": " : "") + reason;
    var ofThisOne =
        broken
            .merge(
                input,
                new Broken(first, 1),
                (earlier, _) -> new Broken(earlier.first(), earlier.count() + 1))
            .count();
    if (ofThisOne <= MOST_RECORDS) {
      var where = record > 0 ? ", record " + record : "";
      err.println(Terminal.safe(input) + where + ": " + Terminal.safe(reason));
    } else if (ofThisOne == MOST_RECORDS + 1) {
      err.println(Terminal.safe(input) + ": more of its records cannot be read");
    }
  }

  @Override
  public synchronized void somethingElse(String input, String reason) {
    otherFiles++;
    others.put(input, reason);
    if (others.size() > MOST_OTHERS) {
      others.pollLastEntry();
    }
  }

  @Override
  public synchronized void read(LogReader.Counts counts) {
    noCalls += counts.noCalls();
    skippedFiles += counts.skippedFiles();
    hasTrail |= counts.isTrail();
  }

  /// Prints what was no trail, when all was read, and returns the exit code.
  public synchronized int end() {
    others.forEach((input, reason) ->
        err.println(
            Terminal.safe(input) + ": it is no trail, and not read: " + Terminal.safe(reason)));
    if (otherFiles > others.size()) {
      err.println(otherFiles - others.size() + " more files are no trail, and not read");
    }
    if (!hasTrail && broken.isEmpty()) {
      err.println("no CloudTrail records were found, and no list of them");
    }
    return hasTrail && broken.isEmpty() ? ExitCodes.ANSWERED : ExitCodes.FAILED;
  }

  /// What cannot be read, by the names of the inputs.
  public synchronized Map<String, String> broken() {
    var reasons = new TreeMap<String, String>();
    broken.forEach((input, what) -> reasons.put(input, what.summary()));
    return reasons;
  }

  /// Whether something of the input of that name could not be read.
  public synchronized boolean isBroken(String input) {
    return broken.containsKey(input);
  }

  public synchronized int brokenFiles() {
    return broken.size();
  }

  public synchronized int brokenRecords() {
    return records;
  }

  /// Files of archives that lie beside a trail.
  public synchronized int skippedFiles() {
    return skippedFiles;
  }

  public synchronized int otherFiles() {
    return otherFiles;
  }

  /// Records that are no calls: Insights and digests.
  public synchronized long noCalls() {
    return noCalls;
  }
}
