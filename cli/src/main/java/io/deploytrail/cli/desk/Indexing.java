package io.deploytrail.cli.desk;

import io.deploytrail.cli.trail.Input;
import io.deploytrail.cli.trail.Problems;
import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.desk.DeskDatabase;
import io.deploytrail.desk.DeskSessionIndex;
import io.deploytrail.questions.Configuration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the facts of inputs that many threads read into the database, one input after the other in
/// their order: its facts and its address together, or neither.
final class Indexing {
  private final DeskDatabase database;
  private final DeskSessionIndex sessions;
  private final List<Input> inputs;
  private final Problems problems;

  /// The inputs as they were before they were read.
  private final List<Optional<Input.Version>> versions;

  /// The facts of inputs that were read before it is their turn.
  private final Map<Integer, FoundFacts> waiting = new HashMap<>();

  private int next;
  private long added;

  /// What `problems` know of an input when it ends decides whether it is read again.
  Indexing(DeskDatabase database, List<Input> inputs, Problems problems) {
    this.database = database;
    this.problems = problems;
    this.sessions = database.sessions(Configuration.DEFAULT.names());
    this.inputs = List.copyOf(inputs);
    this.versions = inputs.stream().map(Input::version).toList();
  }

  /// What one thread finds.
  FactShare share() {
    return new FactShare();
  }

  /// How many facts were new.
  synchronized long added() {
    return added;
  }

  /// What an input holds.
  private record FoundFacts(List<Fact> facts, boolean isTrail) {}

  private synchronized void found(int input, FoundFacts found) {
    waiting.put(input, found);
    for (var turn = waiting.remove(next); turn != null; turn = waiting.remove(next)) {
      if (turn.isTrail()) {
        var read = inputs.get(next);
        add(
            turn.facts(),
            read.address(),
            versions.get(next).filter(_ -> !problems.isBroken(read.name())));
      }
      next++;
    }
  }

  private void add(List<Fact> facts, String address, Optional<Input.Version> version) {
    database.write(() -> {
      for (var fact : facts) {
        added += sessions.addNew(fact) ? 1 : 0;
      }
      version.ifPresentOrElse(
          read -> database.files().addRead(address, read.size(), read.modified()),
          () -> database.files().addUnknown(address));
    });
  }

  /// The facts of the input at hand.
  final class FactShare implements TrailReader.Taker {
    private List<Fact> facts = new ArrayList<>();

    private FactShare() {}

    @Override
    public void glance(Glance glance) {
      // A glance never shows a session.
    }

    @Override
    public void record(CloudTrailRecord record, byte[] json, int offset, int length) {
      record.fact().ifPresent(facts::add);
    }

    @Override
    public void endOfFile(int number, boolean isTrail) {
      found(number, new FoundFacts(facts, isTrail));
      facts = new ArrayList<>();
    }
  }
}
