package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A value of a condition as its policy's version reads it: in version 2012-10-17, `${key}` and
/// `${key, 'default'}` are variables, and `${*}`, `${?}` and `${$}` the signs themselves.
///
/// Source: IAM User Guide, "IAM policy elements: Variables and tags".
///
/// `constant` is its pattern where that is the same in every request: patterns are most of the work
/// of many tries.
public record PolicyValue(String text, List<Piece> pieces, Optional<Wildcards> constant) {
  private static final Pattern MAY_BE_WILDCARD = Pattern.compile("[*?]");

  public PolicyValue {
    requireNonNull(text, "text");
    requireNonNull(constant, "constant");
    pieces = List.copyOf(pieces);
  }

  PolicyValue(String text, List<Piece> pieces) {
    this(
        text,
        pieces,
        pieces.stream()
                .allMatch(piece -> piece instanceof Piece.Written || piece instanceof Piece.Sign)
            ? Optional.of(Wildcards.of(pieces.stream().flatMapToInt(PolicyValue::signs).toArray()))
            : Optional.empty());
  }

  /// A part of a value.
  public sealed interface Piece {
    /// As it stands; its wildcards are some where the operator knows them.
    record Written(String text) implements Piece {}

    /// A sign that is no wildcard.
    record Sign(String sign) implements Piece {}

    /// The value of a key, named in lower case.
    record KeyVariable(String key, Optional<String> otherwise) implements Piece {}

    /// A `${` whose meaning no page tells.
    record Unreadable(String text) implements Piece {}
  }

  /// A value without variables.
  static PolicyValue plain(String text) {
    return new PolicyValue(text, List.of(new Piece.Written(text)));
  }

  /// A value of version 2012-10-17.
  public static PolicyValue withVariables(String text) {
    var pieces = new ArrayList<Piece>();
    var from = 0;
    while (from < text.length()) {
      var start = text.indexOf("${", from);
      if (start < 0) {
        pieces.add(new Piece.Written(text.substring(from)));
        break;
      }
      if (start > from) {
        pieces.add(new Piece.Written(text.substring(from, start)));
      }
      var end = text.indexOf('}', start);
      if (end < 0) {
        pieces.add(new Piece.Unreadable(text.substring(start)));
        break;
      }
      pieces.add(variable(text.substring(start + 2, end)));
      from = end + 1;
    }
    return new PolicyValue(text, pieces);
  }

  private static Piece variable(String inside) {
    if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
      return new Piece.Sign(inside);
    }
    var comma = inside.indexOf(',');
    var key = (comma < 0 ? inside : inside.substring(0, comma)).strip().toLowerCase(Locale.ROOT);
    if (key.isEmpty() || key.contains("${")) {
      return new Piece.Unreadable(inside);
    }
    if (comma < 0) {
      return new Piece.KeyVariable(key, Optional.empty());
    }
    var otherwise = inside.substring(comma + 1).strip();
    return otherwise.length() >= 2 && otherwise.startsWith("'") && otherwise.endsWith("'")
        ? new Piece.KeyVariable(key, Optional.of(otherwise.substring(1, otherwise.length() - 1)))
        : new Piece.Unreadable(inside);
  }

  public boolean hasVariables() {
    return pieces.stream()
        .anyMatch(piece -> piece instanceof Piece.KeyVariable || piece instanceof Piece.Unreadable);
  }

  /// The value as one text in every request; empty for one with variables.
  public Optional<String> literal() {
    return hasVariables()
        ? Optional.empty()
        : Optional.of(
            pieces.stream()
                .flatMapToInt(PolicyValue::codePoints)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
  }

  private static IntStream codePoints(Piece piece) {
    return switch (piece) {
      case Piece.Written(var text) -> text.codePoints();
      case Piece.Sign(var sign) -> sign.codePoints();
      case Piece.KeyVariable _, Piece.Unreadable _ -> IntStream.empty();
    };
  }

  /// The value as one text; empty where a variable is not known.
  ///
  /// A key that the request does not have, and that has no default, makes the value unknown: what
  /// IAM does with such a statement is not told.
  Optional<String> resolved(RequestKeys keys) {
    var resolved = new StringBuilder();
    for (var piece : pieces) {
      var part = part(piece, keys);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      resolved.append(part.get());
    }
    return Optional.of(resolved.toString());
  }

  /// The same with wildcards; empty, too, where a variable's value holds a sign that may be one.
  public Optional<Wildcards> pattern(RequestKeys keys) {
    if (constant.isPresent()) {
      return constant;
    }
    var signs = IntStream.builder();
    for (var piece : pieces) {
      var part = part(piece, keys);
      if (part.isEmpty()
          || (piece instanceof Piece.KeyVariable && MAY_BE_WILDCARD.matcher(part.get()).find())) {
        return Optional.empty();
      }
      signs(piece instanceof Piece.Written ? piece : new Piece.Sign(part.get()))
          .forEach(signs::add);
    }
    return Optional.of(Wildcards.of(signs.build().toArray()));
  }

  /// The signs of a piece that is no variable, wildcards only where it is a text.
  private static IntStream signs(Piece piece) {
    return piece instanceof Piece.Written
        ? codePoints(piece)
            .map(sign -> sign == '*' ? Wildcards.ANY : sign == '?' ? Wildcards.ONE : sign)
        : codePoints(piece);
  }

  private static Optional<String> part(Piece piece, RequestKeys keys) {
    return switch (piece) {
      case Piece.Written(var text) -> Optional.of(text);
      case Piece.Sign(var sign) -> Optional.of(sign);
      case Piece.KeyVariable(var key, var otherwise) ->
          switch (keys.value(key)) {
            case KeyValue.Present(var value) -> Optional.of(value);
            case KeyValue.Absent _ -> otherwise;
            case KeyValue.Unknown _ -> Optional.empty();
          };
      case Piece.Unreadable _ -> Optional.empty();
    };
  }
}
