package io.deploytrail.pulumi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the template that would have rendered a name for its signed subject: the signed names in
/// it become their variables, the UUID the id, or a number the version.
///
/// It works on one name of at most 64 characters; whether the template reads that name rightly is
/// checked by [SessionNames].
final class TemplateSuggestion {
  private static final List<SessionNameTemplate> KNOWN =
      List.of(
          UntemplatedNames.DOCUMENTED,
          SessionNameTemplate.parse("pulumi-${deployment.version}-${deployment.id}"));

  /// Longer numbers are dates, times and accounts.
  private static final int LONGEST_VERSION = 6;

  /// A trimmed name of fewer characters says too little.
  private static final int SHORTEST_TRIMMED = 8;

  private final String name;
  private final Map<Variable, String> signed;
  private final @Nullable Variable[] owners;
  private final int[] lengths;

  private TemplateSuggestion(String name, Deployment signed) {
    this.name = name;
    this.signed = signed.fields();
    this.owners = new Variable[name.length()];
    this.lengths = new int[name.length()];
  }

  /// The templates to try, the likeliest first; `id` is where the id stands, -1 if there is none.
  static Stream<SessionNameTemplate> of(String name, Deployment signed, int id) {
    return Stream.concat(
        KNOWN.stream(), new TemplateSuggestion(name, signed).composed(id).stream());
  }

  private Optional<SessionNameTemplate> composed(int id) {
    if (id >= 0) {
      take(Variable.ID, id, Characters.UUID_LENGTH);
    }
    if (!takesNames()) {
      return Optional.empty();
    }
    var numbers = numbers();
    if (id >= 0 ? !numbers.isEmpty() : numbers.size() != 1 || !takesVersion(numbers.getFirst())) {
      return Optional.empty();
    }
    return Optional.of(SessionNameTemplate.parse(text()));
  }

  /// Takes the signed names, the longest first; false if it is uncertain which of two equal ones
  /// stands there.
  private boolean takesNames() {
    var longestFirst =
        signed.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -entry.getValue().length()))
            .toList();
    for (var entry : longestFirst) {
      var equal = variablesOf(entry.getValue());
      var places = places(entry.getValue());
      if (equal.size() > 1 && !places.isEmpty() && places.size() != equal.size()) {
        return false;
      }
      for (var place = 0; place < places.size(); place++) {
        var variable = equal.size() > 1 ? equal.get(place) : entry.getKey();
        take(variable, places.get(place), entry.getValue().length());
      }
      if (places.isEmpty() && entry.getKey().isName() && SessionNames.mayBeTrimmed(name)) {
        takeTrimmed(entry.getKey(), entry.getValue());
      }
    }
    return true;
  }

  private List<Variable> variablesOf(String value) {
    return signed.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Integer> places(String word) {
    var places = new ArrayList<Integer>();
    var at = NameParts.indexOf(name, word, 0);
    while (at >= 0) {
      var isFree = isFree(at, word.length());
      if (isFree) {
        places.add(at);
      }
      at = NameParts.indexOf(name, word, at + (isFree ? word.length() : 1));
    }
    return places;
  }

  private void takeTrimmed(Variable variable, String word) {
    for (var at = 0; at < name.length(); at++) {
      for (var length = NameParts.common(name, at, word); length >= SHORTEST_TRIMMED; length--) {
        if (NameParts.isPart(name, at, at + length) && isFree(at, length)) {
          take(variable, at, length);
          return;
        }
      }
    }
  }

  private boolean isFree(int start, int length) {
    for (var at = start; at < start + length; at++) {
      if (owners[at] != null) {
        return false;
      }
    }
    return true;
  }

  private void take(Variable variable, int start, int length) {
    for (var at = start; at < start + length; at++) {
      owners[at] = variable;
    }
    lengths[start] = length;
  }

  /// Where parts that are free are numbers, with or without a `v` before them.
  private List<Integer> numbers() {
    var numbers = new ArrayList<Integer>();
    for (var start = 0; start < name.length(); start++) {
      var end = digitsEnd(start);
      var part = start > 0 && name.charAt(start - 1) == 'v' ? start - 1 : start;
      if (end > start && NameParts.isPart(name, part, end) && isFree(part, end - part)) {
        numbers.add(start);
        start = end;
      }
    }
    return numbers;
  }

  private int digitsEnd(int start) {
    var end = start;
    while (end < name.length() && Characters.isDigit(name.charAt(end))) {
      end++;
    }
    return end;
  }

  /// Takes the number there as the version, if it looks like one: it comes with a `v`, or behind a
  /// signed name or the operation (`us-east-1` does not).
  private boolean takesVersion(int start) {
    var length = digitsEnd(start) - start;
    var isMarked =
        start > 0 && (name.charAt(start - 1) == 'v' || (start > 1 && owners[start - 2] != null));
    var isVersion = isMarked && name.charAt(start) != '0' && length <= LONGEST_VERSION;
    var namesSomething = Stream.of(owners).anyMatch(owner -> owner != null && owner.isName());
    if (isVersion && namesSomething) {
      take(Variable.VERSION, start, length);
    }
    return isVersion && namesSomething;
  }

  private String text() {
    var text = new StringBuilder();
    for (var at = 0; at < name.length(); at++) {
      var owner = owners[at];
      if (owner == null) {
        text.append(name.charAt(at));
      } else if (lengths[at] > 0) {
        text.append("${").append(owner.text()).append('}');
      }
    }
    return text.toString();
  }
}
