package io.deploytrail.trust.width;

import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Effect;
import java.util.List;

/// Reads a token sign by sign, with all patterns of a policy at once: a state is one number for
/// each pattern. What the patterns say together, [PolicyReading] says.
final class PolicyMachine {
  private final PolicyReading policy;
  private final Alphabet alphabet;
  private final List<PatternAutomaton> automata;

  PolicyMachine(PolicyReading policy) {
    this.policy = policy;
    this.alphabet = new Alphabet(policy.patterns());
    this.automata =
        policy.patterns().stream().map(pattern -> new PatternAutomaton(pattern, alphabet)).toList();
  }

  Alphabet alphabet() {
    return alphabet;
  }

  int patterns() {
    return automata.size();
  }

  int[] start() {
    return automata.stream().mapToInt(PatternAutomaton::start).toArray();
  }

  int[] step(int[] state, int sign, boolean inAudience, boolean inSubject) {
    var next = state.clone();
    for (var at = 0; at < next.length; at++) {
      if (policy.patterns().get(at).isOfAudience() ? inAudience : inSubject) {
        next[at] = automata.get(at).step(state[at], sign);
      }
    }
    return next;
  }

  /// Whether no step in these claims changes the state any more.
  boolean isSettled(int[] state, boolean inAudience, boolean inSubject) {
    for (var at = 0; at < state.length; at++) {
      var isRead = policy.patterns().get(at).isOfAudience() ? inAudience : inSubject;
      if (isRead && !PatternAutomaton.isSettled(state[at])) {
        return false;
      }
    }
    return true;
  }

  /// The state once the audience is complete.
  int[] withAudience(int[] state) {
    var next = state.clone();
    for (var at = 0; at < next.length; at++) {
      if (policy.patterns().get(at).isOfAudience()) {
        next[at] =
            automata.get(at).isEnd(state[at]) ? PatternAutomaton.ALWAYS : PatternAutomaton.NEVER;
      }
    }
    return next;
  }

  /// What the policy says of the token that was read; or, before its end, of all that may follow.
  Decision decide(int[] state, boolean isEnd) {
    var allow = Decision.NO;
    var deny = Decision.NO;
    for (var statement : policy.statements()) {
      var applies = statement.known();
      for (var condition : statement.conditions()) {
        applies = applies.and(decide(condition, state, isEnd));
      }
      if (statement.effect() == Effect.ALLOW) {
        allow = allow.or(applies);
      } else {
        deny = deny.or(applies);
      }
    }
    return allow.and(deny.not());
  }

  private Decision decide(PolicyReading.ReadCondition condition, int[] state, boolean isEnd) {
    var any = condition.known();
    for (var pattern : condition.patterns()) {
      any = any.or(fits(automata.get(pattern), state[pattern], isEnd));
    }
    return condition.isNegated() ? any.not() : any;
  }

  private static Decision fits(PatternAutomaton automaton, int state, boolean isEnd) {
    var isDecided = isEnd || PatternAutomaton.isSettled(state);
    return isDecided ? Decision.of(automaton.isEnd(state)) : Decision.UNDECIDED;
  }
}
