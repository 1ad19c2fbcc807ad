package io.deploytrail.trust.width;

import io.deploytrail.pulumi.Characters;
import java.util.Set;

/// The signs that may stand at one place of a token.
sealed interface Signs {
  boolean include(int sign);

  /// One sign of a fixed word.
  record OneSign(int sign) implements Signs {
    @Override
    public boolean include(int other) {
      return sign == other;
    }
  }

  /// Any sign of a class but those.
  record Of(SignClass of, Set<Integer> except) implements Signs {
    public Of {
      except = Set.copyOf(except);
    }

    @Override
    public boolean include(int sign) {
      return of.include(sign) && !except.contains(sign);
    }
  }

  static Signs of(SignClass of) {
    return new Of(of, Set.of());
  }

  /// Classes of signs; the source of each is [io.deploytrail.pulumi.Subject].
  enum SignClass {
    NAME,
    OPERATION,
    /// Up to the next colon.
    VALUE,
    ANY;

    boolean include(int sign) {
      return switch (this) {
        case NAME -> sign == (char) sign && Characters.isName((char) sign);
        case OPERATION -> sign == '-' || (sign >= 'a' && sign <= 'z');
        case VALUE -> sign != ':';
        case ANY -> true;
      };
    }
  }
}
