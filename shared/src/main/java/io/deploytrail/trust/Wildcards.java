package io.deploytrail.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A text in which `*` stands for any signs, across every separator and for none too, and `?` for
/// one sign. Compares with case.
public final class Wildcards {
  public static final int ANY = -1;
  public static final int ONE = -2;

  private final int[] signs;

  private Wildcards(int[] signs) {
    this.signs = signs;
  }

  public static Wildcards of(String text) {
    return new Wildcards(
        text.codePoints().map(sign -> sign == '*' ? ANY : sign == '?' ? ONE : sign).toArray());
  }

  /// Of signs in which [#ANY] and [#ONE] stand for themselves.
  public static Wildcards of(int[] signs) {
    return new Wildcards(signs.clone());
  }

  public int[] signs() {
    return signs.clone();
  }

  /// At most so many parts, between the separators before the last of them.
  List<Wildcards> split(int separator, int most) {
    var parts = new ArrayList<Wildcards>();
    var from = 0;
    for (var at = 0; at < signs.length && parts.size() < most - 1; at++) {
      if (signs[at] == separator) {
        parts.add(new Wildcards(Arrays.copyOfRange(signs, from, at)));
        from = at + 1;
      }
    }
    parts.add(new Wildcards(Arrays.copyOfRange(signs, from, signs.length)));
    return parts;
  }

  /// In the product of both lengths at worst.
  public boolean matches(String text) {
    var of = text.codePoints().toArray();
    var at = 0;
    var sign = 0;
    var star = -1;
    var resumeAt = 0;
    while (at < of.length) {
      if (sign < signs.length && (signs[sign] == ONE || signs[sign] == of[at])) {
        at++;
        sign++;
      } else if (sign < signs.length && signs[sign] == ANY) {
        star = sign++;
        resumeAt = at;
      } else if (star >= 0) {
        sign = star + 1;
        at = ++resumeAt;
      } else {
        return false;
      }
    }
    while (sign < signs.length && signs[sign] == ANY) {
      sign++;
    }
    return sign == signs.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wildcards that && Arrays.equals(signs, that.signs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signs);
  }
}
