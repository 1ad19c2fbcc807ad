package io.deploytrail.pulumi;

import static io.deploytrail.pulumi.Characters.UUID_LENGTH;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads session names that no configured template explains: by the UUID in them, unless the
/// template that Pulumi's documentation shows makes them somebody else's.
///
/// Immutable and thread-safe.
final class UntemplatedNames {
  /// The template that Pulumi's documentation shows.
  static final SessionNameTemplate DOCUMENTED =
      SessionNameTemplate.parse(
          "${organization.name}-${project.name}-${stack.name}-${deployment.id}");

  /// The documented template leaves 25 characters to three names, so it trims none to fewer.
  private static final int SHORTEST_TRIMMED = 8;

  private final Set<String> organizations;

  /// `organizations` are the configured own ones.
  UntemplatedNames(Collection<String> organizations) {
    this.organizations =
        organizations.stream().filter(Characters::areName).collect(Collectors.toUnmodifiableSet());
  }

  /// What the name says by itself: the id alone is stated.
  NameReading read(String name) {
    var reading = byUuid(Uuids.in(name));
    var clues = documentedNames(name);
    clues.putAll(reading.clues());
    return new NameReading(reading.fit(), reading.facts(), clues, false);
  }

  /// The names that a name says if it was rendered by the documented template.
  private static Map<Variable, String> documentedNames(String name) {
    var names = new EnumMap<Variable, String>(Variable.class);
    if (!endsWithId(name)) {
      return names;
    }
    var values = Values.of(name, List.of(DOCUMENTED), "");
    for (var variable : List.of(Variable.ORGANIZATION, Variable.PROJECT, Variable.STACK)) {
      if (Values.agreeOn(variable, values)) {
        names.put(variable, Values.all(variable, values).getFirst());
      }
    }
    return names;
  }

  /// What the name says beside that signed subject: the id, unless it may be another's.
  NameReading read(String name, Subject.Deployment subject) {
    var signed = subject.stack();
    var left = Uuids.besides(signed, name);
    var firsts = documentedFirsts(name, signed.organization());
    if (firsts == 0 || isDocumentedOf(name, subject)) {
      return byUuid(left);
    }
    var projects = starts(name, signed.project(), firsts);
    var stacks = starts(name, signed.stack(), firsts);
    if (projects == 0 && stacks == 0) {
      var id = name.substring(name.length() - UUID_LENGTH);
      return new NameReading(Fit.CONTRADICTION, Deployment.UNKNOWN, Map.of(Variable.ID, id), false);
    }
    // Both stand there, so another template was used; one alone may be a copy as well.
    return stand(projects, signed.project(), stacks, signed.stack()) ? byUuid(left) : clue(left);
  }

  private static NameReading byUuid(List<String> uuids) {
    return uuids.size() == 1
        ? new NameReading(
            Fit.NO_TEMPLATE, new Deployment(Map.of(Variable.ID, uuids.getFirst())), Map.of(), false)
        : clue(uuids);
  }

  private static NameReading clue(List<String> uuids) {
    return new NameReading(
        Fit.NO_TEMPLATE,
        Deployment.UNKNOWN,
        uuids.isEmpty() ? Map.of() : Map.of(Variable.ID, String.join(" | ", new TreeSet<>(uuids))),
        false);
  }

  private static boolean isDocumentedOf(String name, Subject.Deployment subject) {
    var signed = subject.stack();
    var whole = signed.organization() + "-" + signed.project() + "-" + signed.stack() + "-";
    return (name.length() == whole.length() + UUID_LENGTH && name.startsWith(whole))
        || (SessionNames.mayBeTrimmed(name)
            && !Values.agreeing(name, List.of(DOCUMENTED), Deployment.of(subject)).isEmpty());
  }

  private static boolean endsWithId(String name) {
    var start = name.length() - UUID_LENGTH;
    return name.length() <= SessionNameTemplate.LONGEST_NAME
        && start > 0
        && name.charAt(start - 1) == '-'
        && Characters.isUuidAt(name, start);
  }

  /// Where own organizations end with which the name fits the documented template as its first
  /// part, as bits.
  private long documentedFirsts(String name, String signed) {
    if (!endsWithId(name) || !Characters.areName(name.substring(0, name.length() - UUID_LENGTH))) {
      return 0;
    }
    var firsts = documentedFirst(name, signed);
    for (var organization : organizations) {
      firsts |= documentedFirst(name, organization);
    }
    return firsts;
  }

  private static long documentedFirst(String name, String organization) {
    var common = NameParts.common(name, 0, organization);
    var firsts = 0L;
    if (common == organization.length() && isDocumentedAfter(name, common)) {
      firsts |= 1L << common;
    }
    if (SessionNames.mayBeTrimmed(name)) {
      var longest = Math.min(common, organization.length() - 1);
      for (var end = SHORTEST_TRIMMED; end <= longest; end++) {
        if (isDocumentedAfter(name, end)) {
          firsts |= 1L << end;
        }
      }
    }
    return firsts;
  }

  /// Whether `-`, two names with `-` between them, `-` and the id stand there.
  private static boolean isDocumentedAfter(String name, int position) {
    var last = name.length() - UUID_LENGTH - 1;
    if (position >= last || name.charAt(position) != '-') {
      return false;
    }
    var between = name.indexOf('-', position + 2);
    return between >= 0 && between < last - 1;
  }

  /// Where a signed name stands whole as a part, but neither as the organization nor within the id,
  /// as bits.
  private static long starts(String name, String word, long firsts) {
    var starts = 0L;
    var id = name.length() - UUID_LENGTH;
    for (var at = NameParts.indexOf(name, word, 0);
        at >= 0;
        at = NameParts.indexOf(name, word, at + 1)) {
      var end = at + word.length();
      var isOrganization = at == 0 && (firsts & (1L << end)) != 0;
      var isOfId = at >= id && word.length() < UUID_LENGTH;
      if (!isOrganization && !isOfId) {
        starts |= 1L << at;
      }
    }
    return starts;
  }

  /// Whether both stand there, each by itself.
  private static boolean stand(long projects, String project, long stacks, String stack) {
    return projects != 0
        && stacks != 0
        && (first(projects) + project.length() <= last(stacks)
            || first(stacks) + stack.length() <= last(projects));
  }

  private static int first(long positions) {
    return Long.numberOfTrailingZeros(positions);
  }

  private static int last(long positions) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(positions);
  }
}
