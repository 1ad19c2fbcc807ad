package io.deploytrail.trust;

/// What a condition, a statement or a policy says of one try. [#UNDECIDED] where a value decides
/// that is not known, or a rule of IAM that nothing proves.
///
/// Kleene's three values: no *and* undecided is no, yes *or* undecided is yes.
public enum Decision {
  NO,
  UNDECIDED,
  YES;

  public static Decision of(boolean value) {
    return value ? YES : NO;
  }

  public Decision and(Decision other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Decision or(Decision other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public Decision not() {
    return switch (this) {
      case NO -> YES;
      case UNDECIDED -> UNDECIDED;
      case YES -> NO;
    };
  }
}
