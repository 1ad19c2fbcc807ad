package io.deploytrail.adversary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Which root sessions of a world may say their name's id or version, by all issuances that are
/// known: the rules *One id, one deployment* and *One version*, written a second time.
///
/// What one name says by itself is asked of the rules under test, in a world of that session alone.
final class BelievedNames {
  private static final long TIE_SECONDS = 5;

  /// A root and what its name states by itself.
  private record Statement(Deed deed, Holder root, Said said) {
    Instant at() {
      return Instant.parse(deed.record.path("eventTime").asText());
    }

    String subject() {
      return root.token.orElseThrow().subject();
    }

    Optional<String> states(String field) {
      return Optional.ofNullable(said.deployment().get(field));
    }
  }

  private final World world;
  private @Nullable List<Statement> statements;

  BelievedNames(World world) {
    this.world = world;
  }

  /// Whether that root may say that value of `id` or `version`, as far as the known roots go, each
  /// as its record has become.
  boolean allows(Holder root, String field, String value) {
    if (isLie(root)) {
      return true;
    }
    var stating =
        statements().stream()
            .filter(other ->
                other.states(field).filter(text -> text.equalsIgnoreCase(value)).isPresent())
            .toList();
    return field.equals("id") ? ownsId(root, stating) : ownsVersion(root, stating);
  }

  private boolean isLie(Holder root) {
    return world.deeds.stream()
        .anyMatch(deed ->
            deed.harm() == Deed.Harm.LIE
                && deed.issued.filter(issued -> issued == root).isPresent());
  }

  private static boolean ownsId(Holder root, List<Statement> stating) {
    if (stating.isEmpty()) {
      return true;
    }
    var subject = root.token.orElseThrow().subject();
    var first = stating.getFirst();
    var tooClose =
        stating.stream()
            .anyMatch(other ->
                !other.subject().equals(first.subject())
                    && !other.at().isAfter(first.at().plusSeconds(TIE_SECONDS)));
    if (!first.subject().equals(subject) || (tooClose && stating.size() > 1)) {
      return false;
    }
    var end = first.root().expires;
    for (var other : stating) {
      if (other.subject().equals(subject) && other.at().isBefore(end)) {
        end = other.root().expires.isAfter(end) ? other.root().expires : end;
      }
    }
    return root == first.root() || root.created.isBefore(end);
  }

  private static boolean ownsVersion(Holder root, List<Statement> stating) {
    var ofStack =
        stating.stream().filter(other -> other.root().truth.isOfStackOf(root.truth)).toList();
    if (ofStack.isEmpty()) {
      return true;
    }
    var end = Instant.MAX;
    for (var other : ofStack) {
      if (!other.root().truth.field("operation").equals(root.truth.field("operation"))
          || !other.at().isBefore(end)) {
        return false;
      }
      var isLonger = end.equals(Instant.MAX) || other.root().expires.isAfter(end);
      end = isLonger ? other.root().expires : end;
    }
    return true;
  }

  private List<Statement> statements() {
    var known = statements;
    if (known == null) {
      known = new ArrayList<>();
      for (var deed : world.deeds) {
        var root = deed.issued.filter(_ -> deed.isRootIssuance());
        if (root.isPresent()
            && root.get().isDeployment()
            && known.stream().noneMatch(other -> other.root() == root.get())) {
          alone(deed, root.get()).ifPresent(known::add);
        }
      }
      known.sort(Comparator.comparing(Statement::at).thenComparing(one -> one.deed().eventId()));
      statements = known;
    }
    return known;
  }

  private Optional<Statement> alone(Deed deed, Holder root) {
    var probe =
        new Deed(
            new RecordMaker(new Random(1)).call(root, root.created.plusSeconds(1)),
            root,
            Optional.empty());
    return Answers.inMemory(world.setting, List.of(deed, probe))
        .of(probe)
        .map(answer -> new Statement(deed, root, new Said(answer)))
        // Not where the record cannot be read, and the call's own says the name.
        .filter(statement -> statement.said().confidence().equals("PROVEN"));
  }
}
