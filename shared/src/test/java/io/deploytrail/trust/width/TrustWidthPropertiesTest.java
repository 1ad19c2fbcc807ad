package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.trust.Condition;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.TrustStatement;
import io.deploytrail.trust.Try;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of any policy, checked on random ones.
class TrustWidthPropertiesTest {
  private static final int POLICIES = 150;

  private static Map<TokenKind, KindWidth> widths(TrustPolicy policy) {
    return Ladder.widths(new Explorer(RatedRole.UNKNOWN).explore(policy, TokenForms.MINTED));
  }

  private static TrustPolicy of(List<TrustStatement> statements) {
    return new TrustPolicy("", true, statements, List.of());
  }

  private static TrustStatement with(TrustStatement statement, List<Condition> conditions) {
    return new TrustStatement(
        statement.number(),
        statement.sid(),
        statement.effect(),
        statement.principals(),
        statement.isNotAction(),
        statement.actions(),
        conditions);
  }

  private static <T> List<T> joined(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }

  /// In the widths, and token by token.
  private static void requireNoWider(TrustPolicy narrower, TrustPolicy wider, String about) {
    var before = widths(wider);
    var after = widths(narrower);
    for (var kind : TokenKind.values()) {
      assertThat(
              requireNonNull(after.get(kind))
                  .width()
                  .isWiderThan(requireNonNull(before.get(kind)).width()))
          .as(about + "\n" + kind + before.get(kind) + after.get(kind))
          .isFalse();
    }
    assertThat(Ladder.overall(after).isWiderThan(Ladder.overall(before))).as(about).isFalse();
    for (var at = 0; at < RandomPolicies.TOKENS.size(); at += 7) {
      var token = RandomPolicies.TOKENS.get(at);
      var asked = Try.of(MadeUpPolicies.PROVIDER, token.audience(), token.subject());
      if (wider.decide(asked) == Decision.NO) {
        assertThat(narrower.decide(asked)).as(about + token).isEqualTo(Decision.NO);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void denialNeverWidens(long seed) {
    var random = new RandomPolicies(seed);
    for (var round = 0; round < POLICIES; round++) {
      var policy = random.next();
      var denial = MadeUpPolicies.of(random.statement("Deny"));
      requireNoWider(
          of(joined(policy.statements(), denial.statements().getFirst())),
          policy,
          policy.text() + denial.text());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void conditionNeverWidens(long seed) {
    var random = new RandomPolicies(seed);
    for (var round = 0; round < POLICIES; round++) {
      var policy = random.next();
      var more = MadeUpPolicies.of(random.statement("Allow"));
      var narrower =
          policy.statements().stream()
              .map(statement ->
                  statement.isAllow()
                      ? with(
                          statement,
                          joined(
                              statement.conditions(),
                              more.statements().getFirst().conditions().getFirst()))
                      : statement)
              .toList();
      requireNoWider(of(narrower), policy, policy.text() + more.text());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void orderNeverMatters(long seed) {
    var random = new RandomPolicies(seed);
    var order = new Random(seed);
    for (var round = 0; round < POLICIES; round++) {
      var policy = random.next();
      var statements =
          policy.statements().stream()
              .map(statement ->
                  with(
                      statement,
                      shuffled(
                          statement.conditions().stream()
                              .map(condition ->
                                  new Condition(
                                      condition.operator(),
                                      condition.key(),
                                      shuffled(condition.values(), order)))
                              .toList(),
                          order)))
              .toList();
      assertThat(widths(of(shuffled(statements, order))))
          .as(policy.text())
          .isEqualTo(widths(policy));
    }
  }

  private static <T> List<T> shuffled(List<T> list, Random order) {
    var shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, order);
    return shuffled;
  }
}
