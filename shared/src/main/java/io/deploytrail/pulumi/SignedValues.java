package io.deploytrail.pulumi;

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
    return IntStream.range(0, name.length()).filter(cap -> limit(name, template, signed, cap) > 0);
  }

  /// The names as a trim to that length leaves them.
  static SignedValues trimmed(
      String name, SessionNameTemplate template, Shapes shapes, Deployment signed, int cap) {
    return new SignedValues(name, shapes, signed, cap, limit(name, template, signed, cap));
  }

  private static int limit(String name, SessionNameTemplate template, Deployment signed, int cap) {
    var cut = 0;
    var least = 0;
    for (var part : template.parts()) {
      if (part instanceof SessionNameTemplate.Part.Value(var variable) && variable.isName()) {
        var length = signed.field(variable).orElse("").length();
        cut += length > cap ? 1 : 0;
        least += Math.min(length, cap);
      }
    }
    return least > name.length() ? 0 : cut - (SessionNameTemplate.LONGEST_NAME - name.length());
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
