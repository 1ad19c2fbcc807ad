package io.deploytrail.pulumi;

import io.deploytrail.pulumi.SessionNameTemplate.Part;
import java.util.stream.IntStream;

/// The values that a signed subject allows: its names whole, or all trimmed to one common length.
///
/// A trim cuts names longer than `cap` to `cap` characters, the longest common length with which
/// the name fits into 64. What then remains of the 64 may be shared among the cut names in any way,
/// or left unused: Pulumi does not document it. With `n` cut names, `s` characters given back and
/// `u` left unused, `cap` is the longest only if `s + u < n`.
final class SignedValues implements NameMatch.Fitting {
  private static final int WHOLE = Integer.MAX_VALUE;

  private final String name;
  private final Shapes shapes;
  private final Deployment signed;
  private final int cap;
  private final int limit;

  private SignedValues(String name, Shapes shapes, Deployment signed, int cap, int limit) {
    this.name = name;
    this.shapes = shapes;
    this.signed = signed;
    this.cap = cap;
    this.limit = limit;
  }

  /// The names as they were signed.
  static SignedValues whole(String name, Shapes shapes, Deployment signed) {
    return new SignedValues(name, shapes, signed, WHOLE, 1);
  }

  /// The names as every possible trim leaves them, if the name may be a trimmed one.
  static IntStream caps(String name, SessionNameTemplate template, Deployment signed) {
    if (name.length() > SessionNameTemplate.LONGEST_NAME || !template.mayBeTrimmed(name.length())) {
      return IntStream.empty();
    }
    return IntStream.rangeClosed(0, name.length())
        .filter(cap -> limit(name, template, signed, cap) > 0);
  }

  /// The names as a trim to that length leaves them.
  static SignedValues trimmed(
      String name, SessionNameTemplate template, Shapes shapes, Deployment signed, int cap) {
    return new SignedValues(name, shapes, signed, cap, limit(name, template, signed, cap));
  }

  /// The limit of sums with that common length; not positive if the name cannot have come of it.
  private static int limit(String name, SessionNameTemplate template, Deployment signed, int cap) {
    var cut = 0;
    var names = 0;
    var shortestRest = 0;
    var longestRest = 0;
    for (var part : template.parts()) {
      switch (part) {
        case Part.Value(var variable) when variable.isName() -> {
          var length = signedLength(signed, variable);
          cut += length > cap ? 1 : 0;
          names += Math.min(length, cap);
        }
        case Part.Value(var variable) -> {
          shortestRest += Shapes.shortest(variable);
          longestRest += variable == Variable.ID ? Characters.UUID_LENGTH : name.length();
        }
        case Part.Literal(var text) -> {
          shortestRest += text.length();
          longestRest += text.length();
        }
      }
    }
    var limit = cut - (SessionNameTemplate.LONGEST_NAME - name.length());
    var rest = name.length() - names;
    return rest < shortestRest || rest - (limit - 1) > longestRest ? 0 : limit;
  }

  @Override
  public int firstEnd(Variable variable, int start) {
    return variable.isName()
        ? start + Math.min(signedLength(signed, variable), cap)
        : shapes.firstEnd(variable, start);
  }

  @Override
  public int lastEnd(Variable variable, int start) {
    if (!variable.isName()) {
      return shapes.lastEnd(variable, start);
    }
    var length = signedLength(signed, variable);
    return start + (length <= cap ? length : Math.min(length, cap + limit - 1));
  }

  private static int signedLength(Deployment signed, Variable variable) {
    return signed.field(variable).orElse("").length();
  }

  @Override
  public int extra(Variable variable, int start, int end) {
    if (!variable.isName()) {
      return isSigned(variable, start, end) ? 0 : -1;
    }
    var whole = signed.field(variable).orElse("");
    var length = end - start;
    if (length > whole.length() || !whole.regionMatches(0, name, start, length)) {
      return -1;
    }
    if (whole.length() <= cap) {
      return length == whole.length() ? 0 : -1;
    }
    return length >= cap && length - cap < limit ? length - cap : -1;
  }

  private boolean isSigned(Variable variable, int start, int end) {
    return shapes.isValue(variable, start, end)
        && (variable != Variable.OPERATION
            || signed.field(variable).orElse("").equals(name.substring(start, end)));
  }

  @Override
  public int limit() {
    return limit;
  }
}
