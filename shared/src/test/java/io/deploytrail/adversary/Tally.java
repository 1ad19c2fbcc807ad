package io.deploytrail.adversary;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often each kind was played, and what became of the answers; printed as a table.
final class Tally {
  private static final String HONEST = "HONEST";

  /// Of one kind.
  private static final class Line {
    int hits;
    int right;
    int weaker;
    int within;
    int wrong;
  }

  private final Map<String, Line> lines = new TreeMap<>();
  private final Map<Limit, Integer> limits = new EnumMap<>(Limit.class);
  private final Map<Rule, Fault> firsts = new EnumMap<>(Rule.class);
  private final Map<Rule, Integer> broken = new EnumMap<>(Rule.class);
  private final List<Fault> faults = new ArrayList<>();

  synchronized void add(List<Perturbation> played, Referee referee) {
    var names = played.isEmpty() ? List.of(HONEST) : played.stream().map(Enum::name).toList();
    for (var name : names) {
      var line = lines.computeIfAbsent(name, _ -> new Line());
      line.hits++;
      for (var ruling : referee.rulings()) {
        switch (ruling) {
          case Ruling.Right _ -> line.right++;
          case Ruling.Weaker _ -> line.weaker++;
          case Ruling.Within _ -> line.within++;
          case Ruling.Wrong _ -> {}
        }
      }
      line.wrong += referee.faults().size();
    }
    for (var ruling : referee.rulings()) {
      if (ruling instanceof Ruling.Within(var limit)) {
        limits.merge(limit, 1, Integer::sum);
      }
    }
    for (var fault : referee.faults()) {
      broken.merge(fault.rule(), 1, Integer::sum);
      firsts.merge(fault.rule(), fault, Tally::earlier);
      faults.add(fault);
    }
  }

  private static Fault earlier(Fault one, Fault other) {
    return other.game().number() < one.game().number() ? other : one;
  }

  int hits(Perturbation kind) {
    return lines.containsKey(kind.name()) ? lines.get(kind.name()).hits : 0;
  }

  /// The part of an honest world's answers that says all that AWS signed, proven.
  double rightOfHonest() {
    var honest = lines.getOrDefault(HONEST, new Line());
    return (double) honest.right / (honest.right + honest.weaker + honest.within);
  }

  Map<Rule, Integer> broken() {
    return broken;
  }

  List<Fault> faults() {
    return faults;
  }

  /// The first fault of each rule, the earliest whole.
  String told() {
    var text = new StringBuilder();
    firsts.forEach(
        (rule, fault) -> text.append(broken.get(rule)).append(" x ").append(fault.told()));
    firsts.values().stream()
        .reduce(Tally::earlier)
        .ifPresent(fault -> text.append('\n').append(fault.toldWhole()));
    return text.toString();
  }

  String table(long seed) {
    var text = new StringBuilder("The adversary, seed " + seed + "\n");
    text.append(row("kind", "worlds", "right", "weaker", "as designed", "wrong"));
    lines.forEach((kind, line) ->
        text.append(row(kind, line.hits, line.right, line.weaker, line.within, line.wrong)));
    limits.forEach((limit, count) ->
        text.append("%,d x as designed: %s (%s)%n".formatted(count, limit.says, limit)));
    broken.forEach(
        (rule, count) -> text.append("%,d x WRONG: %s (%s)%n".formatted(count, rule.says, rule)));
    return text.toString();
  }

  private static String row(Object... cells) {
    return "%-34s %7s %9s %9s %12s %7s%n".formatted(cells);
  }
}
