package io.deploytrail.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The SQL and the Java core over the same trails, call for call, against what the trails'
/// generator knows.
class AttributionIT {
  private static final String ANSWERS =
      """
      SELECT event_id, verdict, confidence, organization, project, stack, operation, version, deployment_id, environment,
        environment_root, environment_user, stated, warnings
      FROM deployment_calls
      """;

  @TempDir Path folder;

  @Test
  void sqlAndCoreSayWhatIsTrueOfEveryCall() {
    var trail =
        Trail.make(
            folder.resolve("configured"),
            "--records",
            "60000",
            "--organization-trail",
            "o-example1");
    var found = compare(trail, "o-example1", 50_000);
    assertThat(found).isEqualTo(EnumSet.allOf(ListedDifference.class));
  }

  @Test
  void sqlAndCoreSayWhatIsTrueWithoutTemplates() {
    var trail =
        Trail.make(
            folder.resolve("unconfigured"),
            "--records",
            "20000",
            "--templates",
            "none",
            "--seed",
            "2");
    compare(trail, "", 15_000);
  }

  /// Which listed differences there are; fails for any other.
  private static Set<ListedDifference> compare(Trail trail, String organization, int least) {
    var truth = trail.truth();
    var core = trail.answersOfTheCore();
    var sql = answersOfTheSql(trail, organization);
    assertThat(sql.keySet()).isEqualTo(core.keySet()).hasSizeGreaterThan(least);
    assertThat(sql.keySet()).containsAll(truth.keySet());

    var found = EnumSet.noneOf(ListedDifference.class);
    var unlisted = new ArrayList<String>();
    core.forEach((event, ofCore) -> {
      var expected = truth.getOrDefault(event, withWarningsOf(ofCore));
      if (!ofCore.equals(expected)) {
        unlisted.add("%s is %s, and the core says %s".formatted(event, expected, ofCore));
      }
      var ofSql = sql.getOrDefault(event, Answer.NONE);
      ListedDifference.between(expected, ofSql)
          .ifPresentOrElse(
              found::addAll,
              () ->
                  unlisted.add("%s is %s, and the SQL says %s".formatted(event, expected, ofSql)));
    });
    assertThat(unlisted.subList(0, Math.min(20, unlisted.size()))).isEmpty();
    return found;
  }

  /// Of a call that is nobody's the truth says nothing, and the core at most that its key was
  /// reused.
  private static Answer withWarningsOf(Answer ofCore) {
    return new Answer(Answer.NONE.fields(), ofCore.warnings());
  }

  /// A call that was delivered on two days is asked for on both, and must get one answer.
  private static Map<String, Answer> answersOfTheSql(Trail trail, String organization) {
    try (var engine = trail.engine(organization)) {
      var answers = new HashMap<String, Set<Answer>>();
      for (var row : engine.rows(ANSWERS)) {
        answers
            .computeIfAbsent("" + row.get("event_id"), _ -> new HashSet<>())
            .add(Answer.ofRow(row));
      }
      assertThat(answers).allSatisfy((_, given) -> assertThat(given).hasSize(1));
      var one = new HashMap<String, Answer>();
      answers.forEach((event, given) -> one.put(event, List.copyOf(given).getFirst()));
      return one;
    }
  }
}
