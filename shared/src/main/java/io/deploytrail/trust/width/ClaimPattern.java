package io.deploytrail.trust.width;

import io.deploytrail.trust.Condition;
import io.deploytrail.trust.Operator.Comparison;
import io.deploytrail.trust.PolicyValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A condition's value as a pattern on the audience or on the subject. `signs` are code points,
/// [Wildcards#ANY] and [Wildcards#ONE].
record ClaimPattern(TokenClaim claim, List<Integer> signs, boolean ignoresCase) {
  /// The claims of a token that a condition key may name.
  enum TokenClaim {
    AUDIENCE,
    SUBJECT;

    /// `oaud` is the token's own `aud`, and Pulumi's tokens have no `azp` before it.
    static Optional<TokenClaim> of(String keyName, String providerName) {
      if (!keyName.startsWith(providerName + ":")) {
        return Optional.empty();
      }
      return switch (keyName.substring(providerName.length() + 1)) {
        case "aud", "oaud" -> Optional.of(AUDIENCE);
        case "sub" -> Optional.of(SUBJECT);
        default -> Optional.empty();
      };
    }
  }

  ClaimPattern {
    signs = List.copyOf(signs);
  }

  /// Of a value without variables.
  static ClaimPattern of(TokenClaim claim, Condition condition, PolicyValue value) {
    var comparison = condition.operator().comparison();
    var signs =
        comparison == Comparison.LIKE
            ? value.constant().orElseThrow().signs()
            : value.literal().orElseThrow().codePoints().toArray();
    return new ClaimPattern(
        claim,
        Arrays.stream(signs).boxed().toList(),
        comparison == Comparison.EQUALS_IGNORING_CASE);
  }

  boolean isOfAudience() {
    return claim == TokenClaim.AUDIENCE;
  }

  long wildcards() {
    return signs.stream().filter(sign -> sign < 0).count();
  }
}
