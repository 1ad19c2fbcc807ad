package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.Subject;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the evaluator lets in, one token after the other, contradicts no width: tokens of a small
/// vocabulary against random policies.
class TrustWidthAdversaryTest {
  private static final int POLICIES = 400;

  /// In no policy's text.
  private static final String FRESH = "qzx";

  /// What a rung of the ladder may leave open.
  private record Seen(
      Set<String> organizations,
      boolean project,
      boolean stack,
      boolean operation,
      boolean environment) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noTokenContradictsTheWidth(long seed) {
    var random = new RandomPolicies(seed);
    for (var round = 0; round < POLICIES; round++) {
      var policy = random.next();
      var explorer = new Explorer(RatedRole.UNKNOWN);
      var widths = Ladder.widths(explorer.explore(policy, TokenForms.MINTED));
      assertThat(explorer.isExact()).as(policy.text()).isTrue();
      var letIn = new EnumMap<TokenKind, List<MintedToken>>(TokenKind.class);
      for (var token : RandomPolicies.TOKENS) {
        if (decide(policy, token) != Decision.NO) {
          letIn.computeIfAbsent(kind(token), _ -> new ArrayList<>()).add(token);
        }
      }
      letIn.forEach((kind, tokens) -> requireWideEnough(policy, widths, kind, tokens));
      requireNotTooWide(policy, widths);
    }
  }

  private static Decision decide(TrustPolicy policy, MintedToken token) {
    return policy.decide(Try.of(MadeUpPolicies.PROVIDER, token.audience(), token.subject()));
  }

  private static TokenKind kind(MintedToken token) {
    return switch (Subject.parse(token.subject())) {
      case Subject.Deployment _ -> TokenKind.DEPLOYMENT;
      case Subject.Environment _ -> TokenKind.ENVIRONMENT;
      case Subject.CustomerManagedKey _ -> TokenKind.CUSTOMER_MANAGED_KEY;
      case Subject.Foreign _ -> TokenKind.OTHER;
    };
  }

  private static String organization(MintedToken token) {
    return token.audience().substring(token.audience().lastIndexOf(':') + 1);
  }

  private static void requireWideEnough(
      TrustPolicy policy,
      Map<TokenKind, KindWidth> widths,
      TokenKind kind,
      List<MintedToken> tokens) {
    var claimed = requireNonNull(widths.get(kind));
    var seen = seen(tokens);
    var about = policy.text() + "\n" + kind + " " + claimed + "\n" + tokens;
    assertThat(
            claimed.width().isWiderThan(least(kind, seen)) || claimed.width() == least(kind, seen))
        .as(about)
        .isTrue();
    assertThat(claimed.width().isWiderThan(Ladder.overall(widths))).as(about).isFalse();
    if (!claimed.organizations().isEmpty()) {
      assertThat(claimed.organizations()).as(about).containsAll(seen.organizations());
    }
    if (!Ladder.organizations(widths).isEmpty()) {
      assertThat(Ladder.organizations(widths)).as(about).containsAll(seen.organizations());
    }
  }

  private static Seen seen(List<MintedToken> tokens) {
    var organizations = new TreeSet<String>();
    var fresh = new HashSet<String>();
    for (var token : tokens) {
      organizations.add(organization(token));
      switch (Subject.parse(token.subject())) {
        case Subject.Deployment(_, var stack, var operation) -> {
          Stream.of("project" + stack.project(), "stack" + stack.stack(), "operation" + operation)
              .forEach(fresh::add);
        }
        case Subject.Environment environment -> {
          var name = environment.name().or(environment::root).orElse("<yaml>");
          var parts = name.split("/", 2);
          fresh.add("project" + (name.equals("<yaml>") ? FRESH : parts[0]));
          fresh.add("environment" + parts[parts.length - 1]);
        }
        case Subject.CustomerManagedKey _, Subject.Foreign _ -> fresh.add("");
      }
    }
    return new Seen(
        organizations,
        fresh.contains("project" + FRESH),
        fresh.contains("stack" + FRESH),
        fresh.contains("operation" + FRESH),
        fresh.contains("environment" + FRESH));
  }

  /// The narrowest rung on which tokens of these are possible.
  private static Width least(TokenKind kind, Seen seen) {
    if (seen.organizations().size() > 1 || seen.organizations().contains(FRESH)) {
      return Width.SEVERAL_ORGANIZATIONS;
    }
    return switch (kind) {
      case CUSTOMER_MANAGED_KEY, OTHER -> Width.ORGANIZATION_AND_KIND;
      case ENVIRONMENT ->
          seen.project()
              ? Width.ORGANIZATION_AND_KIND
              : seen.environment() ? Width.PROJECT : Width.ENVIRONMENT;
      case DEPLOYMENT -> {
        if (!seen.operation()) {
          yield seen.project() || seen.stack() ? Width.OPERATION : Width.STACK_AND_OPERATION;
        }
        yield seen.project()
            ? Width.ORGANIZATION_AND_KIND
            : seen.stack() ? Width.PROJECT : Width.STACK;
      }
    };
  }

  private static void requireNotTooWide(TrustPolicy policy, Map<TokenKind, KindWidth> widths) {
    widths.forEach((kind, claimed) -> {
      var about = policy.text() + "\n" + kind + " " + claimed;
      assertThat(claimed.witness().isPresent())
          .as(about)
          .isEqualTo(claimed.width() != Width.NOBODY);
      claimed
          .witness()
          .ifPresent(witness -> {
            assertThat(kind(witness)).as(about).isEqualTo(kind);
            assertThat(decide(policy, witness)).as(about).isNotEqualTo(Decision.NO);
            requireOpen(about, claimed, witness);
          });
    });
  }

  /// The witness shows what the rung leaves open.
  private static void requireOpen(String about, KindWidth claimed, MintedToken witness) {
    if (claimed.width() == Width.ANY_ORGANIZATION) {
      assertThat(organization(witness)).as(about).isNotIn(RandomPolicies.WORDS);
    }
    // A name without regard to case may be more names than are listed.
    if (claimed.width() == Width.SEVERAL_ORGANIZATIONS
        && claimed.organizations().isEmpty()
        && !about.contains("IgnoreCase")) {
      assertThat(organization(witness)).as(about).isNotIn(RandomPolicies.WORDS);
    }
    if (!(Subject.parse(witness.subject())
        instanceof Subject.Deployment(_, var stack, var operation))) {
      return;
    }
    switch (claimed.width()) {
      case ORGANIZATION, ORGANIZATION_AND_KIND ->
          assertThat(stack.project()).as(about).isNotIn(RandomPolicies.WORDS);
      case PROJECT -> assertThat(stack.stack()).as(about).isNotIn(RandomPolicies.WORDS);
      case OPERATION ->
          assertThat(RandomPolicies.WORDS.containsAll(List.of(stack.project(), stack.stack())))
              .as(about)
              .isFalse();
      case STACK -> assertThat(operation).as(about).isNotIn(RandomPolicies.WORDS);
      default -> assertThat(claimed.organizations()).as(about).isNotNull();
    }
  }
}
