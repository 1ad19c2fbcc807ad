package io.deploytrail.cli.desk;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.cli.trail.Input;
import io.deploytrail.cli.trail.Inputs;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.log.RecordSink;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.desk.DeskFile;
import io.deploytrail.desk.DeskFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Searches of indexed files: of those that may hold what is asked for, and of those of which the
/// index may know less than they hold, since they have changed, or were not noted.
final class IndexedFiles {
  private static final RecordReader RECORDS = new RecordReader();
  private static final int MOST_NAMED = 3;

  private final Buckets buckets;
  private final List<DeskFile> all;
  private final List<DeskFile> changed;
  private final List<String> notSearched = new ArrayList<>();
  private int read;

  IndexedFiles(DeskFiles files, Buckets buckets) {
    this.buckets = buckets;
    this.all = files.all();
    this.changed = all.stream().filter(this::mayHoldMore).toList();
    files.unread().forEach((address, reason) -> notSearched.add(address + ": " + reason));
  }

  /// An object's version is not asked for: that would be a request each.
  private boolean mayHoldMore(DeskFile file) {
    return !file.isNoted()
        || input(file)
            .version()
            .filter(now -> !file.isRead(now.size(), now.modified()))
            .isPresent();
  }

  private Input input(DeskFile file) {
    return Input.of(file.address(), buckets);
  }

  /// All that were indexed.
  List<DeskFile> all() {
    return all;
  }

  /// Takes a record; what the call did is read when it is asked for.
  interface Visitor {
    void visit(CloudTrailRecord record, Supplier<Activity> activity);
  }

  /// Reads all that may hold more, and those files that are wanted when it is their turn.
  void read(List<DeskFile> files, Predicate<DeskFile> areWanted, Visitor visitor) {
    changed.forEach(file -> read(input(file), visitor));
    files.stream()
        .filter(file -> !changed.contains(file) && areWanted.test(file))
        .forEach(file -> read(input(file), visitor));
  }

  private void read(Input input, Visitor visitor) {
    if (!input.isLasting()) {
      notSearched.add(input.name() + ": it is gone, or is no file any more");
      return;
    }
    try (var stream = input.open()) {
      read++;
      Inputs.READER.read(stream, new Visit(input, visitor));
    } catch (IOException e) {
      notSearched.add(input.name() + ": " + Input.reason(e));
    }
  }

  /// How many files that were, up to when, and which of them had to be read.
  List<String> searched() {
    var latest =
        all.stream()
            .max(comparing(DeskFile::last, nullsFirst(naturalOrder())))
            .flatMap(DeskFile::lastTime);
    return List.of(
        all.size()
            + " indexed files"
            + latest.map(time -> ", with records up to " + time).orElse("")
            + (read == 0 ? "" : ", of which " + read + " had to be read")
            + (changed.isEmpty() ? "" : "; changed since they were indexed: " + names(changed)));
  }

  private static String names(List<DeskFile> files) {
    var names =
        files.stream().limit(MOST_NAMED).map(file -> Terminal.safe(file.address())).toList();
    return String.join(", ", names)
        + (files.size() > MOST_NAMED ? " and " + (files.size() - MOST_NAMED) + " more" : "");
  }

  List<String> notSearched() {
    return notSearched.stream().distinct().toList();
  }

  /// One reading of one input.
  private final class Visit implements RecordSink {
    private final Input input;
    private final Visitor visitor;

    private Visit(Input input, Visitor visitor) {
      this.input = input;
      this.visitor = visitor;
    }

    @Override
    public void record(Delivery delivery, byte[] json, int offset, int length) {
      var record = delivery.record();
      visitor.visit(record, () -> activity(record, json, offset, length));
    }

    private static Activity activity(CloudTrailRecord record, byte[] json, int offset, int length) {
      if (record instanceof Call call) {
        return RECORDS.activity(call, json, offset, length);
      }
      throw new IllegalStateException("only a call does something");
    }

    @Override
    public void unreadable(int number, String reason) {
      notSearched.add(input.name() + ", record " + number + ": " + reason);
    }

    @Override
    public void somethingElse(String reason) {
      // There is nothing to search in it.
    }
  }
}
