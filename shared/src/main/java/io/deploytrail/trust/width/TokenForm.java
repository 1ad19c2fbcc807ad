package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The tokens of one kind and one form of audience, as an automaton: nodes from 0, and steps that
/// each write one sign. The organization is written to audience and subject at once.
///
/// [TokenForms] knows which there are.
final class TokenForm {
  static final int START = 0;

  /// A step; `inSubject` says that the subject gets the sign, `inAudience` that the audience does.
  record FormStep(Signs signs, TokenPart part, int to, boolean inSubject, boolean inAudience) {}

  private final TokenKind kind;
  private final String audiencePrefix;
  private final List<List<FormStep>> steps = new ArrayList<>();
  private final BitSet ends = new BitSet();
  private final BitSet unnamedEnds = new BitSet();
  private final BitSet organizations = new BitSet();

  TokenForm(TokenKind kind, String audiencePrefix) {
    this.kind = requireNonNull(kind, "kind");
    this.audiencePrefix = requireNonNull(audiencePrefix, "audiencePrefix");
    node();
  }

  TokenKind kind() {
    return kind;
  }

  String audiencePrefix() {
    return audiencePrefix;
  }

  List<FormStep> steps(int node) {
    return steps.get(node);
  }

  boolean isEnd(int node) {
    return ends.get(node);
  }

  /// Whether a token that ends there names no environment.
  boolean isUnnamedEnd(int node) {
    return unnamedEnds.get(node);
  }

  boolean isInOrganization(int node) {
    return organizations.get(node);
  }

  private int node() {
    steps.add(new ArrayList<>());
    return steps.size() - 1;
  }

  private void step(List<Integer> from, Signs signs, TokenPart part, int to) {
    for (var node : from) {
      steps.get(node).add(new FormStep(signs, part, to, true, part == TokenPart.ORGANIZATION));
    }
  }

  List<Integer> text(List<Integer> from, String text) {
    var at = from;
    for (var sign : text.codePoints().toArray()) {
      var to = node();
      step(at, new Signs.OneSign(sign), TokenPart.TEXT, to);
      at = List.of(to);
    }
    return at;
  }

  /// One sign of the class or more.
  List<Integer> word(List<Integer> from, Signs.SignClass of, TokenPart part) {
    var to = node();
    step(from, Signs.of(of), part, to);
    step(List.of(to), Signs.of(of), part, to);
    if (part == TokenPart.ORGANIZATION) {
      organizations.set(to);
    }
    return List.of(to);
  }

  /// The organization in the audience alone.
  List<Integer> organizationInAudience() {
    var to = node();
    organizations.set(to);
    for (var from : List.of(START, to)) {
      steps
          .get(from)
          .add(
              new FormStep(
                  Signs.of(Signs.SignClass.NAME), TokenPart.ORGANIZATION, to, false, true));
    }
    return List.of(to);
  }

  /// A word as [#word], but none of those.
  List<Integer> wordExcept(
      List<Integer> from, Signs.SignClass of, TokenPart part, Set<String> words) {
    var diverged = node();
    step(List.of(diverged), Signs.of(of), part, diverged);
    var results = new ArrayList<>(List.of(diverged));
    except(from, of, part, new TreeSet<>(words), 0, diverged, results);
    return results;
  }

  private void except(
      List<Integer> from,
      Signs.SignClass of,
      TokenPart part,
      SortedSet<String> words,
      int depth,
      int diverged,
      List<Integer> results) {
    var next = new TreeSet<Integer>();
    words.stream()
        .filter(word -> word.length() > depth)
        .forEach(word -> next.add((int) word.charAt(depth)));
    step(from, new Signs.Of(of, next), part, diverged);
    for (int sign : next) {
      var to = node();
      step(from, new Signs.OneSign(sign), part, to);
      var rest = new TreeSet<String>();
      words.stream()
          .filter(word -> word.length() > depth && word.charAt(depth) == sign)
          .forEach(rest::add);
      if (rest.stream().noneMatch(word -> word.length() == depth + 1)) {
        results.add(to);
      }
      except(List.of(to), of, part, rest, depth + 1, diverged, results);
    }
  }

  void end(List<Integer> nodes) {
    nodes.forEach(ends::set);
  }

  void unnamedEnd(List<Integer> nodes) {
    end(nodes);
    nodes.forEach(unnamedEnds::set);
  }
}
