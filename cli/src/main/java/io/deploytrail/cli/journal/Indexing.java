package io.deploytrail.cli.journal;

import io.deploytrail.cli.trail.Input;
import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.index.InMemorySessionIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts the facts of inputs that many threads read into the journal, one input after the other in
/// their order, and each once.
final class Indexing {
  private final Journal.Writer writer;
  private final InMemorySessionIndex known;
  private final List<Input> inputs;

  /// The facts of inputs that were read before it is their turn.
  private final Map<Integer, FoundFacts> waiting = new HashMap<>();

  private int next;
  private long added;

  /// `known` holds what the journal does.
  Indexing(Journal.Writer writer, InMemorySessionIndex known, List<Input> inputs) {
    this.writer = writer;
    this.known = known;
    this.inputs = List.copyOf(inputs);
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
        append(turn.facts(), inputs.get(next));
      }
      next++;
    }
  }

  private void append(List<Fact> facts, Input input) {
    var fresh = new ArrayList<Fact>();
    for (var fact : facts) {
      if (known.ofEvent(fact.event().id()).isEmpty()) {
        known.add(fact);
        fresh.add(fact);
      }
    }
    writer.append(fresh, input.address());
    added += fresh.size();
  }

  /// The facts of the input at hand.
  final class FactShare implements TrailReader.Taker {
    private List<Fact> facts = new ArrayList<>();

    private FactShare() {}

    @Override
    public void glance(Glance glance) {
      // A glance never tells of a session.
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
