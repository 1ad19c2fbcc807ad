package io.deploytrail.cloudtrail.glance;

import static io.deploytrail.cloudtrail.bytes.ValueSkipper.NOT_PASSED;

import io.deploytrail.cloudtrail.bytes.ValueSkipper;

/// A walk through the fields of an object's bytes. Whoever walks says where a field's value ends;
/// `F` is what it looks for in that object.
abstract class FieldWalk<F> {
  /// Behind the value at `from` of the field that is named from `name` to `nameEnd`;
  /// [ValueSkipper#NOT_PASSED] where the walk ends.
  abstract int endOfValue(F fields, byte[] bytes, int name, int nameEnd, int from, int to);

  /// Behind the object that starts at `from`; [ValueSkipper#NOT_PASSED] if it is broken, not all
  /// there, has an escape in a name, or the walk ends in it.
  final int endOfObject(F fields, byte[] bytes, int from, int to) {
    var at = ValueSkipper.afterSpace(bytes, from + 1, to);
    if (at < to && bytes[at] == '}') {
      return at + 1;
    }
    while (at < to) {
      at = endOfField(fields, bytes, at, to);
      if (at == NOT_PASSED) {
        return NOT_PASSED;
      }
      at = ValueSkipper.afterSpace(bytes, at, to);
      if (at == to || bytes[at] != ',') {
        return at < to && bytes[at] == '}' ? at + 1 : NOT_PASSED;
      }
      at = ValueSkipper.afterSpace(bytes, at + 1, to);
    }
    return NOT_PASSED;
  }

  private int endOfField(F fields, byte[] bytes, int from, int to) {
    var nameEnd =
        bytes[from] == '"' ? ValueSkipper.endOfPlainText(bytes, from + 1, to) : NOT_PASSED;
    var at = nameEnd == NOT_PASSED ? NOT_PASSED : ValueSkipper.afterColon(bytes, nameEnd + 1, to);
    return at == NOT_PASSED || at == to
        ? NOT_PASSED
        : endOfValue(fields, bytes, from + 1, nameEnd, at, to);
  }
}
