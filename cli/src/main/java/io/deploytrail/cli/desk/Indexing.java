package io.deploytrail.cli.desk;

import io.deploytrail.cli.trail.Input;
import io.deploytrail.desk.DeskDatabase;
import io.deploytrail.desk.DeskSessionIndex;
import io.deploytrail.desk.FileContent;
import io.deploytrail.desk.Lineage;
import io.deploytrail.questions.Configuration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Puts what many threads read of inputs into the database, one input after the other in their
/// order: all that is kept of it together, or nothing.
final class Indexing {
  private final DeskDatabase database;
  private final DeskSessionIndex sessions;
  private final Lineage lineage;
  private final List<Input> inputs;
  private final Predicate<String> isBroken;

  /// The inputs as they were before they were read.
  private final List<Optional<Input.Version>> versions;

  /// What inputs hold that were read before it is their turn.
  private final Map<Integer, Read> waiting = new HashMap<>();

  private int next;
  private long newFacts;

  /// An input that is broken when it ends, by its name, is read again by the next run.
  Indexing(DeskDatabase database, List<Input> inputs, Predicate<String> isBroken) {
    this.database = database;
    this.isBroken = isBroken;
    this.sessions = database.sessions(Configuration.DEFAULT.names());
    this.lineage = database.lineage();
    this.inputs = List.copyOf(inputs);
    this.versions = inputs.stream().map(Input::version).toList();
  }

  /// What one thread finds.
  FileTaker taker() {
    return new FileTaker(lineage, this::read);
  }

  /// How many facts were new.
  synchronized long newFacts() {
    return newFacts;
  }

  private record Read(FileContent content, boolean isTrail) {}

  private synchronized void read(int input, FileContent content, boolean isTrail) {
    waiting.put(input, new Read(content, isTrail));
    for (var turn = waiting.remove(next); turn != null; turn = waiting.remove(next)) {
      if (turn.isTrail()) {
        add(inputs.get(next), versions.get(next), turn.content());
      }
      next++;
    }
  }

  private void add(Input input, Optional<Input.Version> found, FileContent content) {
    var address = input.address();
    if (isBroken.test(input.name()) && content.times().isEmpty()) {
      // What was known of it may be all that ever will be.
      database.write(() -> database.files().addUnread(address));
      return;
    }
    var version = found.filter(_ -> !isBroken.test(input.name()));
    database.write(() -> {
      for (var fact : content.facts()) {
        newFacts += sessions.addNew(fact) ? 1 : 0;
        lineage.add(fact);
      }
      database
          .files()
          .replace(
              address,
              version.map(Input.Version::size).orElse(null),
              version.map(Input.Version::modified).orElse(null),
              content);
    });
  }
}
