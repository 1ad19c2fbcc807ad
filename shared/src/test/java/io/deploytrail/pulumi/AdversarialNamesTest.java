package io.deploytrail.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Names of organizations, projects and stacks that are each other's beginnings, hold dashes, dots,
/// digits and UUIDs, rendered by any template and trimmed with any sharing of the remainder: a
/// reading beside the subject never states what was not rendered.
final class AdversarialNamesTest {
  private static final long SEED = 20261129;
  private static final SessionNameTemplate DOCUMENTED = UntemplatedNames.DOCUMENTED;
  private final RandomNames make = new RandomNames(SEED);

  /// A name by itself is read with the six operations alone.
  private static boolean isKnownAlone(Deployment truth) {
    return truth.field(Variable.OPERATION).orElseThrow().length() > 1
        && !truth.field(Variable.OPERATION).orElseThrow().equals("import");
  }

  private static String told(Object... what) {
    return "seed " + SEED + ": " + List.of(what);
  }

  private static void assertTrue(NameReading reading, Deployment truth, String told) {
    reading
        .facts()
        .fields()
        .forEach((variable, value) ->
            assertThat(value).as(told).isEqualTo(truth.field(variable).orElseThrow()));
  }

  @Test
  void renderedNameStatesNothingElseBesideItsSubject() {
    var stated = 0;
    var trimmed = 0;
    for (var round = 0; round < 60_000; round++) {
      var truth = make.truth();
      var template = make.random.nextInt(4) == 0 ? DOCUMENTED : make.template();
      var rendered = make.rendered(template, truth);
      if (rendered.isEmpty()) {
        continue;
      }
      var name = rendered.get();
      var told = told(round, template, name, truth.fields());

      var reading = new SessionNames(List.of(template)).read(name, RandomNames.subject(truth));
      assertThat(reading.fit()).as(told).isEqualTo(Fit.TEMPLATE);
      assertTrue(reading, truth, told);

      // Another template beside it takes nothing that is true, and adds nothing that is not.
      var several = new SessionNames(List.of(make.template(), template, make.template()));
      assertThat(several.read(name, RandomNames.subject(truth)).fit())
          .as(told)
          .isEqualTo(Fit.TEMPLATE);

      if (isKnownAlone(truth)) {
        assertTrue(new SessionNames(List.of(template)).says(name), truth, told);
      }
      stated += reading.facts().fields().size();
      trimmed += reading.mayBeTrimmed() ? 1 : 0;
    }
    assertThat(stated).isGreaterThan(20_000);
    assertThat(trimmed).isGreaterThan(2_000);
  }

  /// Several templates of which one rendered the name: where all agree, it is the truth.
  @Test
  void severalTemplatesStateOnlyWhatTheRightOneMaySay() {
    for (var round = 0; round < 20_000; round++) {
      var truth = make.truth();
      var template = make.template();
      var name = make.rendered(template, truth);
      if (name.isEmpty()) {
        continue;
      }
      var names = new SessionNames(List.of(make.template(), template, make.template(), DOCUMENTED));
      var told = told(round, template, name.get(), truth.fields());

      assertTrue(names.read(name.get(), RandomNames.subject(truth)), truth, told);
      if (isKnownAlone(truth)) {
        assertTrue(names.read(name.get()), truth, told);
      }
    }
  }

  /// Without a template, the id that is stated is the id, or one that a template's own text makes
  /// of what stands beside it; these templates hold no such text.
  @Test
  void renderedNameStatesNoOtherIdWithoutItsTemplate() {
    var stated = 0;
    var withId = 0;
    for (var round = 0; round < 60_000; round++) {
      var truth = make.truth();
      var template = make.random.nextInt(3) == 0 ? DOCUMENTED : make.template();
      var rendered = make.rendered(template, truth);
      if (rendered.isEmpty()) {
        continue;
      }
      var organizations =
          Set.copyOf(List.of(make.word(), truth.field(Variable.ORGANIZATION).orElseThrow()));
      for (var names :
          List.of(new SessionNames(List.of()), new SessionNames(List.of(), organizations))) {
        var reading = names.read(rendered.get(), RandomNames.subject(truth));
        var told = told(round, template, rendered.get(), truth.fields());
        assertTrue(reading, truth, told);
        if (template == DOCUMENTED) {
          assertThat(reading.fit()).as(told).isEqualTo(Fit.NO_TEMPLATE);
          withId++;
          stated += reading.facts().fields().size();
        }
      }
    }
    // Nearly all: a stack that holds part of a UUID may hide the id.
    assertThat(stated).isGreaterThan(withId * 95 / 100).isGreaterThan(20_000);
  }

  /// Whoever copies a documented name gets its id only if his own project and stack stand in it.
  @Test
  void anothersDocumentedNameStatesNoIdBesideMySubject() {
    var contradictions = 0;
    var clues = 0;
    for (var round = 0; round < 60_000; round++) {
      var victim = make.truth();
      var own =
          make.random.nextBoolean()
              ? victim.field(Variable.ORGANIZATION).orElseThrow()
              : make.word();
      var mine = new HashMap<>(make.truth().fields());
      mine.put(Variable.ORGANIZATION, own);
      if (make.random.nextInt(4) == 0) {
        var same = make.any(RandomNames.NAMES);
        mine.put(same, victim.field(same).orElseThrow());
      }
      var me = new Deployment(mine);
      var name = make.rendered(DOCUMENTED, victim).orElse("");
      var organizations = Set.of(victim.field(Variable.ORGANIZATION).orElseThrow());
      var told = told(round, name, victim.fields(), mine);
      var reading = new SessionNames(List.of(), organizations).read(name, RandomNames.subject(me));
      var isTrimmed = name.length() >= 62;
      Predicate<Variable> stands =
          variable -> NameParts.indexOf(name, me.field(variable).orElseThrow(), 0) >= 0;

      if (!stands.test(Variable.PROJECT) || !stands.test(Variable.STACK)) {
        // A trimmed name may be mine as well.
        var mayBeMine =
            isTrimmed
                && !Values.agreeing(
                        name, List.of(DOCUMENTED), Deployment.of(RandomNames.subject(me)))
                    .isEmpty();
        assertThat(mayBeMine || reading.facts().fields().isEmpty()).as(told).isTrue();
      }
      if (reading.fit() == Fit.CONTRADICTION) {
        contradictions++;
        assertThat(reading.clues()).as(told).containsOnlyKeys(Variable.ID);
      } else if (reading.facts().fields().isEmpty()) {
        clues++;
      }
    }
    assertThat(contradictions).isGreaterThan(10_000);
    assertThat(clues).isGreaterThan(2_000);
  }

  /// With its template configured, a copied name gives nothing to another's subject unless it is
  /// what that template renders for it, too.
  @Test
  void anothersNameStatesNothingBesideMySubjectWhereTheTemplateIsConfigured() {
    var contradictions = 0;
    for (var round = 0; round < 40_000; round++) {
      var victim = make.truth();
      var me = make.truth();
      var template = make.template();
      var rendered = make.rendered(template, victim);
      if (rendered.isEmpty() || RandomNames.NAMES.stream().noneMatch(template::uses)) {
        continue;
      }
      var name = rendered.get();
      var reading = new SessionNames(List.of(template)).read(name, RandomNames.subject(me));
      if (reading.fit() == Fit.CONTRADICTION) {
        contradictions++;
        assertThat(reading.facts().fields()).isEmpty();
      } else if (reading.fit() == Fit.TEMPLATE && !template.mayBeTrimmed(name.length())) {
        // Whole names: the template renders the same text for me with what is stated.
        var names = RandomNames.NAMES.stream().filter(template::uses).toList();
        assertThat(names)
            .as(told(round, template, name, victim.fields(), me.fields()))
            .allMatch(variable -> name.contains(me.field(variable).orElseThrow()));
      }
    }
    assertThat(contradictions).isGreaterThan(10_000);
  }

  /// What is suggested reads the name back, and states nothing but the truth.
  @Test
  void suggestedTemplateReadsTheNameBack() {
    var suggestions = 0;
    for (var round = 0; round < 20_000; round++) {
      var truth = make.truth();
      var template = make.random.nextInt(3) == 0 ? DOCUMENTED : make.template();
      var rendered = make.rendered(template, truth);
      if (rendered.isEmpty()) {
        continue;
      }
      var name = rendered.get();
      var suggested = new SessionNames(List.of()).suggested(name, RandomNames.subject(truth));
      var told = told(round, template, name, suggested, truth.fields());
      if (suggested.isEmpty()) {
        continue;
      }
      suggestions++;
      var reading =
          new SessionNames(List.of(suggested.get())).read(name, RandomNames.subject(truth));
      assertThat(reading.fit()).as(told).isEqualTo(Fit.TEMPLATE);
      assertThat(reading.isStatic()).as(told).isFalse();
      reading
          .facts()
          .field(Variable.ID)
          .ifPresent(
              id -> assertThat(id).as(told).isEqualTo(truth.field(Variable.ID).orElseThrow()));
      new SessionNames(List.of(suggested.get()))
          .says(name)
          .facts()
          .fields()
          .forEach((variable, value) -> {
            if (variable != Variable.VERSION) {
              assertThat(value).as(told).isEqualTo(truth.field(variable).orElseThrow());
            }
          });
    }
    assertThat(suggestions).isGreaterThan(3_000);
  }

  /// The advised name gives back what the advice says.
  @Test
  void advisedNameGivesBackWhatIsNotLost() {
    var lists = new ArrayList<Map<Variable, String>>();
    for (var round = 0; round < 5_000; round++) {
      var truth = make.truth();
      var advice = NameAdvice.of(truth);
      var told = told(round, advice, truth.fields());
      var names = new SessionNames(List.of(advice.template()));

      assertThat(
              names
                  .read(advice.name().text(), RandomNames.subject(truth))
                  .facts()
                  .field(Variable.ID))
          .as(told)
          .isEqualTo(truth.field(Variable.ID));
      assertTrue(names.read(advice.name().text()), truth, told);
      assertThat(advice.template().better()).as(told).isEmpty();
      assertThat(advice.template().better(truth)).as(told).isEmpty();
      lists.add(names.read(advice.name().text()).facts().fields());
    }
    assertThat(lists).allMatch(fields -> fields.containsKey(Variable.ID));
  }
}
