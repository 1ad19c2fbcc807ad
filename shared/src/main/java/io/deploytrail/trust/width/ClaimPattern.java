package io.deploytrail.trust.width;

import io.deploytrail.trust.Condition;
import io.deploytrail.trust.Operator.Comparison;
import io.deploytrail.trust.PolicyValue;
import io.deploytrail.trust.PolicyValue.Piece;
import io.deploytrail.trust.Wildcards;
import java.util.ArrayList;
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

  static boolean isComparedAsText(Condition condition) {
    return switch (condition.operator().comparison()) {
      case EQUALS, EQUALS_IGNORING_CASE, LIKE -> !condition.values().isEmpty();
      default -> false;
    };
  }

  /// Of a value without variables.
  static ClaimPattern of(TokenClaim claim, Condition condition, PolicyValue value) {
    var comparison = condition.operator().comparison();
    var signs = new ArrayList<Integer>();
    for (var piece : value.pieces()) {
      var isPattern = comparison == Comparison.LIKE && piece instanceof Piece.Written;
      for (var sign : text(piece).codePoints().toArray()) {
        signs.add(
            isPattern && sign == '*'
                ? Wildcards.ANY
                : isPattern && sign == '?' ? Wildcards.ONE : sign);
      }
    }
    return new ClaimPattern(claim, signs, comparison == Comparison.EQUALS_IGNORING_CASE);
  }

  private static String text(Piece piece) {
    return switch (piece) {
      case Piece.Written(var text) -> text;
      case Piece.Sign(var sign) -> sign;
      case Piece.KeyVariable _, Piece.Unreadable _ ->
          throw new IllegalArgumentException("a value without variables was expected: " + piece);
    };
  }

  boolean isOfAudience() {
    return claim == TokenClaim.AUDIENCE;
  }

  long wildcards() {
    return signs.stream().filter(sign -> sign < 0).count();
  }
}
