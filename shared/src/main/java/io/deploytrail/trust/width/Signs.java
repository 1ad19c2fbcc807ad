package io.deploytrail.trust.width;

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
        case NAME ->
            isLowerCase(sign)
                || (sign >= 'A' && sign <= 'Z')
                || (sign >= '0' && sign <= '9')
                || sign == '_'
                || sign == '.'
                || sign == '-';
        case OPERATION -> sign == '-' || isLowerCase(sign);
        case VALUE -> sign != ':';
        case ANY -> true;
      };
    }

    private static boolean isLowerCase(int sign) {
      return sign >= 'a' && sign <= 'z';
    }
  }
}
