package io.deploytrail.trust;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// Compares a request's value with a policy's by an operator. A value that is not of the operator's
/// type is undecided.
final class Comparisons {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int ARN_PARTS = 6;

  private Comparisons() {}

  static Decision compare(
      Operator.Comparison comparison, String actual, PolicyValue expected, RequestKeys keys) {
    if (expected.hasVariables() && !comparison.takesVariables()) {
      return Decision.UNDECIDED;
    }
    return switch (comparison) {
      case EQUALS -> decide(expected.resolved(keys).map(actual::equals));
      case EQUALS_IGNORING_CASE -> isSameWord(actual, expected.resolved(keys));
      case LIKE -> decide(expected.pattern(keys).map(pattern -> pattern.matches(actual)));
      case ARN -> decide(expected.pattern(keys).flatMap(arn -> isArn(actual, arn)));
      case BOOL -> isBool(actual, expected.text());
      case ADDRESS -> decide(isWithin(actual, expected.text()));
      case NUMERIC_EQUALS -> numeric(actual, expected, order -> order == 0);
      case NUMERIC_LESS_THAN -> numeric(actual, expected, order -> order < 0);
      case NUMERIC_GREATER_THAN -> numeric(actual, expected, order -> order > 0);
      case NUMERIC_AT_MOST -> numeric(actual, expected, order -> order <= 0);
      case NUMERIC_AT_LEAST -> numeric(actual, expected, order -> order >= 0);
      case DATE_EQUALS -> date(actual, expected, order -> order == 0);
      case DATE_LESS_THAN -> date(actual, expected, order -> order < 0);
      case DATE_GREATER_THAN -> date(actual, expected, order -> order > 0);
      case DATE_AT_MOST -> date(actual, expected, order -> order <= 0);
      case DATE_AT_LEAST -> date(actual, expected, order -> order >= 0);
      case NULL, UNPROVEN -> Decision.UNDECIDED;
    };
  }

  private static Decision decide(Optional<Boolean> value) {
    return value.map(Decision::of).orElse(Decision.UNDECIDED);
  }

  /// Which letters beyond ASCII are the same without case is not told: `K` may be a Kelvin sign.
  private static Decision isSameWord(String actual, Optional<String> expected) {
    if (expected.isEmpty()) {
      return Decision.UNDECIDED;
    }
    var isSame = actual.equalsIgnoreCase(expected.get());
    return isSame && !actual.equals(expected.get()) && !(isAscii(actual) && isAscii(expected.get()))
        ? Decision.UNDECIDED
        : Decision.of(isSame);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(sign -> sign < 0x80);
  }

  static Decision isBool(String actual, String expected) {
    return isBool(actual) && isBool(expected)
        ? Decision.of(actual.equals(expected))
        : Decision.UNDECIDED;
  }

  private static boolean isBool(String text) {
    return text.equals("true") || text.equals("false");
  }

  /// Part by part, so that a wildcard does not cross the first five colons.
  private static Optional<Boolean> isArn(String actual, Wildcards expected) {
    var parts = actual.split(":", ARN_PARTS);
    var patterns = expected.split(':', ARN_PARTS);
    if (parts.length < ARN_PARTS || patterns.size() < ARN_PARTS || !parts[0].equals("arn")) {
      return Optional.empty();
    }
    for (var part = 0; part < ARN_PARTS; part++) {
      if (!patterns.get(part).matches(parts[part])) {
        return Optional.of(false);
      }
    }
    return Optional.of(true);
  }

  private static Decision numeric(String actual, PolicyValue expected, IntPredicate wanted) {
    return NUMBER.matcher(actual).matches() && NUMBER.matcher(expected.text()).matches()
        ? Decision.of(
            wanted.test(new BigDecimal(actual).compareTo(new BigDecimal(expected.text()))))
        : Decision.UNDECIDED;
  }

  private static Decision date(String actual, PolicyValue expected, IntPredicate wanted) {
    return decide(
        time(actual)
            .flatMap(at -> time(expected.text()).map(limit -> wanted.test(at.compareTo(limit)))));
  }

  /// ISO 8601, a day too, or seconds since 1970. Four digits may be a year or such seconds, and are
  /// neither.
  private static Optional<Instant> time(String text) {
    try {
      if (text.matches("\\d{5,11}")) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          text.length() <= "2026-01-01".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      // A date that this cannot read is undecided; the trace names it.
      return Optional.empty();
    }
  }

  /// Whether an address is in a range such as `203.0.113.0/24`.
  private static Optional<Boolean> isWithin(String actual, String range) {
    var slash = range.indexOf('/');
    var base = address(slash < 0 ? range : range.substring(0, slash));
    var address = address(actual);
    if (base.isEmpty() || address.isEmpty()) {
      return Optional.empty();
    }
    var bits = base.get().length * Byte.SIZE;
    var prefix = slash < 0 ? Optional.of(bits) : prefix(range.substring(slash + 1), bits);
    return prefix.map(length -> agree(base.get(), address.get(), length));
  }

  private static Optional<Integer> prefix(String text, int bits) {
    return text.matches("\\d{1,3}") && Integer.parseInt(text) <= bits
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }

  /// An IPv4 address is in no IPv6 range.
  private static boolean agree(byte[] one, byte[] other, int bits) {
    if (one.length != other.length) {
      return false;
    }
    for (var bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> bit % Byte.SIZE;
      if ((one[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<byte[]> address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      // Digits and points that are no address: undecided.
      return Optional.empty();
    }
  }
}
