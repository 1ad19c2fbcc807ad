package io.deploytrail.trust.width;

import io.deploytrail.trust.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All ways in which a policy can read the tokens of one form, as a graph: a node is a place in the
/// form and the policy's state, an edge a sign. Only what leads to a token that gets in is kept.
///
/// [LetIn] reads from the graph what the tokens have in common.
final class Exploration {
  /// A usual policy takes some hundreds.
  static final int MOST_NODES = 20_000;

  /// In place of a node's number, where nothing that follows gets in.
  private static final int REFUSED = -1;

  /// How many steps of single patterns may still be made; a usual policy takes some 50,000.
  static final class Budget {
    private long left;

    Budget(long left) {
      this.left = left;
    }

    void take(long steps) {
      left -= steps;
    }

    boolean isSpent() {
      return left <= 0;
    }
  }

  /// `place` is the form's, from which it leads; `isOther` says that any sign of which no pattern
  /// speaks would do as well.
  record Edge(int from, int to, int place, int sign, TokenForm.FormStep step, boolean isOther) {
    TokenPart part() {
      return step.part();
    }
  }

  private static final class Node {
    private final int place;
    private final int[] state;

    private Node(int place, int[] state) {
      this.place = place;
      this.state = state;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Node that && place == that.place && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(state) + place;
    }
  }

  private final TokenForm form;
  private final PolicyMachine machine;
  private final Map<Node, Integer> numbers = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<List<Edge>> edges = new ArrayList<>();
  private final BitSet ends = new BitSet();
  private final Budget budget;

  private Exploration(TokenForm form, PolicyMachine machine, Budget budget) {
    this.form = form;
    this.machine = machine;
    this.budget = budget;
  }

  /// Empty where it would take too long.
  static Optional<LetIn> explore(TokenForm form, PolicyMachine machine, Budget budget) {
    var exploration = new Exploration(form, machine, budget);
    return exploration.isComplete() ? Optional.of(exploration.letIn()) : Optional.empty();
  }

  private boolean isComplete() {
    var start = machine.start();
    for (var sign : form.audiencePrefix().codePoints().toArray()) {
      start = machine.step(start, machine.alphabet().number(sign), true, false);
    }
    if (number(new Node(TokenForm.START, start)) == REFUSED) {
      return true;
    }
    for (var at = 0; at < nodes.size(); at++) {
      if (nodes.size() > MOST_NODES || budget.isSpent()) {
        return false;
      }
      follow(at);
    }
    return true;
  }

  private void follow(int from) {
    var node = nodes.get(from);
    var isEnd = form.isEnd(node.place) && machine.decide(node.state, true) != Decision.NO;
    ends.set(from, isEnd);
    for (var step : form.steps(node.place)) {
      var isAudienceRead =
          form.isInOrganization(node.place) && step.part() != TokenPart.ORGANIZATION;
      var state = isAudienceRead ? machine.withAudience(node.state) : node.state;
      follow(from, state, step);
    }
  }

  private void follow(int from, int[] state, TokenForm.FormStep step) {
    var alphabet = machine.alphabet();
    switch (step.signs()) {
      case Signs.OneSign(var sign) ->
          add(from, next(state, step, alphabet.number(sign)), step, sign, false);
      case Signs.Of of -> {
        var others = next(state, step, alphabet.other());
        add(from, others, step, alphabet.otherOf(of), true);
        if (machine.isSettled(state, step.inAudience(), step.inSubject())) {
          return;
        }
        for (var number = 0; number < alphabet.signs().size(); number++) {
          var sign = alphabet.signs().get(number);
          if (of.include(sign)) {
            var next = next(state, step, number);
            // Which organizations there are is asked; of other parts whether there are more than
            // the policy's own text, and one sign tells.
            if (step.part() == TokenPart.ORGANIZATION || !Arrays.equals(next, others)) {
              add(from, next, step, sign, false);
            }
          }
        }
      }
    }
  }

  private int[] next(int[] state, TokenForm.FormStep step, int number) {
    budget.take(machine.patterns() + 1);
    return machine.step(state, number, step.inAudience(), step.inSubject());
  }

  private void add(int from, int[] next, TokenForm.FormStep step, int sign, boolean isOther) {
    var to = number(new Node(step.to(), next));
    if (to != REFUSED) {
      edges.get(from).add(new Edge(from, to, nodes.get(from).place, sign, step, isOther));
    }
  }

  private int number(Node node) {
    var known = numbers.get(node);
    if (known != null) {
      return known;
    }
    if (machine.decide(node.state, false) == Decision.NO) {
      numbers.put(node, REFUSED);
      return REFUSED;
    }
    numbers.put(node, nodes.size());
    nodes.add(node);
    edges.add(new ArrayList<>());
    return nodes.size() - 1;
  }

  private LetIn letIn() {
    var into = new ArrayList<List<Edge>>();
    nodes.forEach(_ -> into.add(new ArrayList<>()));
    edges.forEach(from -> from.forEach(edge -> into.get(edge.to()).add(edge)));
    // The way on to the nearest end, from the ends backwards.
    var ways = new HashMap<Integer, Edge>();
    var reached = (BitSet) ends.clone();
    var queue = new ArrayList<>(ends.stream().boxed().toList());
    for (var at = 0; at < queue.size(); at++) {
      for (var edge : into.get(queue.get(at))) {
        if (!reached.get(edge.from())) {
          reached.set(edge.from());
          ways.put(edge.from(), edge);
          queue.add(edge.from());
        }
      }
    }
    var unnamed =
        ends.stream().filter(node -> form.isUnnamedEnd(nodes.get(node).place)).findFirst();
    var kept = edges.stream().flatMap(List::stream).filter(edge -> reached.get(edge.to())).toList();
    return new LetIn(form, !reached.isEmpty() && reached.get(0), kept, ends, ways, unnamed);
  }
}
