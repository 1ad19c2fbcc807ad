package io.deploytrail.trust.refusal;

import io.deploytrail.pulumi.Characters;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.trust.Wildcards;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A subject cut into the parts that a policy may ask for, so that one or several of them can be
/// left open.
final class SubjectParts {
  /// Stands for any name in [#reading].
  private static final int OPEN = -3;

  private final List<SubjectPiece> pieces = new ArrayList<>();

  private record SubjectPiece(Optional<SubjectPart> part, String text) {}

  private SubjectParts() {}

  /// Empty for a subject that has no such parts.
  static Optional<SubjectParts> of(String subject) {
    var parts = new SubjectParts();
    switch (Subject.parse(subject)) {
      case Subject.Deployment(_, var stack, var operation) -> {
        parts.fixed("pulumi:deploy:org:").open(SubjectPart.ORGANIZATION, stack.organization());
        parts.fixed(":project:").open(SubjectPart.PROJECT, stack.project());
        parts.fixed(":stack:").open(SubjectPart.STACK, stack.stack());
        parts.fixed(":operation:").open(SubjectPart.OPERATION, operation).fixed(":scope:write");
      }
      case Subject.Environment environment -> {
        var at = subject.indexOf(environment.organization());
        parts
            .fixed(subject.substring(0, at))
            .open(SubjectPart.ORGANIZATION, environment.organization());
        parts.environment(subject.substring(at + environment.organization().length()));
      }
      case Subject.CustomerManagedKey(_, var organization) -> {
        var at = subject.length() - organization.length();
        parts.fixed(subject.substring(0, at)).open(SubjectPart.ORGANIZATION, organization);
      }
      case Subject.Foreign _ -> {
        return Optional.empty();
      }
    }
    return Optional.of(parts);
  }

  /// What follows the organization in an environment's subject: its ESC project is a part.
  private void environment(String rest) {
    var slash = rest.indexOf('/');
    var from = slash < 0 ? -1 : rest.lastIndexOf(':', slash) + 1;
    if (from <= 0) {
      fixed(rest);
      return;
    }
    fixed(rest.substring(0, from)).open(SubjectPart.PROJECT, rest.substring(from, slash));
    fixed(rest.substring(slash));
  }

  private SubjectParts fixed(String text) {
    pieces.add(new SubjectPiece(Optional.empty(), text));
    return this;
  }

  private SubjectParts open(SubjectPart part, String text) {
    pieces.add(new SubjectPiece(Optional.of(part), text));
    return this;
  }

  /// What the parts say.
  Map<SubjectPart, String> values() {
    var values = new EnumMap<SubjectPart, String>(SubjectPart.class);
    pieces.forEach(piece -> piece.part().ifPresent(part -> values.put(part, piece.text())));
    return values;
  }

  /// The first of the fewest parts that have to be others for that pattern to match.
  Optional<SubjectPart> differsIn(Wildcards pattern) {
    var parts = List.copyOf(values().keySet());
    var fewest = parts.size() + 1;
    var differing = Optional.<SubjectPart>empty();
    for (var chosen = 1; chosen < 1 << parts.size(); chosen++) {
      var open = EnumSet.noneOf(SubjectPart.class);
      for (var part = 0; part < parts.size(); part++) {
        if ((chosen >> part & 1) == 1) {
          open.add(parts.get(part));
        }
      }
      if (open.size() < fewest && fits(pattern, open)) {
        fewest = open.size();
        differing = open.stream().findFirst();
      }
    }
    return differing;
  }

  /// Whether some subject fits that has the same parts but for the open ones.
  private boolean fits(Wildcards pattern, Set<SubjectPart> open) {
    var text = reading(open);
    var signs = pattern.signs();
    // Reachable pairs of positions, forwards: both sides have signs that stand for several.
    var reached = new boolean[text.length + 1][signs.length + 1];
    reached[0][0] = true;
    for (var at = 0; at <= text.length; at++) {
      for (var sign = 0; sign <= signs.length; sign++) {
        if (reached[at][sign]) {
          advance(text, signs, at, sign, reached);
        }
      }
    }
    return reached[text.length][signs.length];
  }

  private static void advance(int[] text, int[] signs, int at, int sign, boolean[][] reached) {
    var isOpen = at < text.length && text[at] == OPEN;
    var isAny = sign < signs.length && signs[sign] == Wildcards.ANY;
    if (isAny) {
      reached[at][sign + 1] = true;
    }
    if (isOpen) {
      reached[at + 1][sign] = true;
    }
    if (at == text.length || sign == signs.length) {
      return;
    }
    if (isAny) {
      reached[at + 1][sign] = true;
    } else if (isOpen) {
      reached[at][sign + 1] |= signs[sign] == Wildcards.ONE || isName(signs[sign]);
    } else if (signs[sign] == Wildcards.ONE || signs[sign] == text[at]) {
      reached[at + 1][sign + 1] = true;
    }
  }

  private static boolean isName(int sign) {
    return sign == (char) sign && Characters.isName((char) sign);
  }

  private int[] reading(Set<SubjectPart> open) {
    return pieces.stream()
        .flatMapToInt(piece ->
            piece.part().filter(open::contains).isPresent()
                ? IntStream.of(OPEN)
                : piece.text().codePoints())
        .toArray();
  }
}
