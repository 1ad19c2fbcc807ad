package io.deploytrail.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.NameReading.Fit;
import io.deploytrail.pulumi.SessionNameTemplate.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Names of organizations, projects and stacks that are each other's beginnings, hold dashes, dots,
/// digits and UUIDs, rendered by any template and trimmed with any sharing of the remainder: a
/// reading beside the subject never states what was not rendered.
final class AdversarialNamesTest {
  private static final long SEED = 20261129;
  private static final List<Variable> NAMES =
      List.of(Variable.ORGANIZATION, Variable.PROJECT, Variable.STACK);
  private static final List<String> OPERATIONS =
      List.of("update", "preview", "refresh", "destroy", "detect-drift", "import", "a", "-");
  private static final SessionNameTemplate DOCUMENTED = UntemplatedNames.DOCUMENTED;

  private final Random random = new Random(SEED);

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String id() {
    var id = new UUID(random.nextLong(), random.nextLong()).toString();
    return random.nextInt(8) == 0 ? id.toUpperCase(Locale.ROOT) : id;
  }

  /// A name: of few words, so that they meet again in other names.
  private String word() {
    var text = new StringBuilder();
    var count = 1 + random.nextInt(3);
    for (var part = 0; part < count; part++) {
      text.append(part > 0 ? any(List.of("-", "-", ".", "", "_")) : "")
          .append(
              any(
                  List.of(
                      "acme",
                      "web",
                      "we",
                      "w",
                      "prod",
                      "0",
                      "1",
                      "41",
                      "v2",
                      "a-",
                      "-b",
                      "update",
                      "3f6a1c52",
                      "8d0e",
                      "long-word",
                      "an-even-longer-word")));
    }
    if (random.nextInt(20) == 0) {
      var id = id();
      text.append(any(List.of("", "-"))).append(id, 0, 8 + random.nextInt(29));
    }
    return text.toString();
  }

  private Deployment truth() {
    var values = new HashMap<Variable, String>();
    NAMES.forEach(variable -> values.put(variable, word()));
    if (random.nextInt(4) == 0) {
      // One name begins like another, or is it.
      var whole = values.getOrDefault(any(NAMES), "");
      values.put(any(NAMES), whole.substring(0, 1 + random.nextInt(whole.length())));
    }
    if (random.nextInt(30) == 0) {
      values.put(any(NAMES), id());
    }
    values.put(Variable.OPERATION, any(OPERATIONS));
    values.put(Variable.VERSION, Integer.toString(1 + random.nextInt(500)));
    values.put(Variable.ID, id());
    return new Deployment(values);
  }

  private static Subject.Deployment subject(Deployment truth) {
    return new Subject.Deployment(
        "signed", truth.stack().orElseThrow(), truth.field(Variable.OPERATION).orElseThrow());
  }

  private SessionNameTemplate template() {
    var text = new StringBuilder();
    var count = 1 + random.nextInt(5);
    for (var part = 0; part < count; part++) {
      text.append("${")
          .append(any(List.copyOf(EnumSet.allOf(Variable.class))).text())
          .append('}')
          .append(any(List.of("-", "-", "-", "+", ".", "", "-ci-", "-v", "=")));
    }
    if (random.nextInt(3) > 0) {
      text.append("-${deployment.id}");
    }
    return SessionNameTemplate.parse(text.toString());
  }

  /// The name that Pulumi makes, the remainder of a trim shared by chance.
  private Optional<String> rendered(SessionNameTemplate template, Deployment truth) {
    RenderedName rendered;
    try {
      rendered = template.render(truth);
    } catch (InvalidTemplateException e) {
      return Optional.empty();
    }
    if (rendered.trimmed().isEmpty()) {
      return Optional.of(rendered.text());
    }
    var left = SessionNameTemplate.LONGEST_NAME - rendered.text().length();
    var share = left == 0 ? 0 : random.nextInt(left + 1);
    var name = new StringBuilder();
    for (var part : template.parts()) {
      switch (part) {
        case Part.Literal(var text) -> name.append(text);
        case Part.Value(var variable) -> {
          var value = truth.field(variable).orElseThrow();
          var trimmed = rendered.trimmed().get(variable);
          if (trimmed == null) {
            name.append(value);
          } else {
            var more = Math.min(random.nextInt(share + 1), value.length() - trimmed.length());
            share -= more;
            name.append(value, 0, trimmed.length() + more);
          }
        }
      }
    }
    return Optional.of(name.toString());
  }

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
      var truth = truth();
      var template = random.nextInt(4) == 0 ? DOCUMENTED : template();
      var rendered = rendered(template, truth);
      if (rendered.isEmpty()) {
        continue;
      }
      var name = rendered.get();
      var told = told(round, template, name, truth.fields());

      var reading = new SessionNames(List.of(template)).read(name, subject(truth));
      assertThat(reading.fit()).as(told).isEqualTo(Fit.TEMPLATE);
      assertTrue(reading, truth, told);

      // Another template beside it takes nothing that is true, and adds nothing that is not.
      var several = new SessionNames(List.of(template(), template, template()));
      assertThat(several.read(name, subject(truth)).fit()).as(told).isEqualTo(Fit.TEMPLATE);

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
      var truth = truth();
      var template = template();
      var name = rendered(template, truth);
      if (name.isEmpty()) {
        continue;
      }
      var names = new SessionNames(List.of(template(), template, template(), DOCUMENTED));
      var told = told(round, template, name.get(), truth.fields());

      assertTrue(names.read(name.get(), subject(truth)), truth, told);
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
      var truth = truth();
      var template = random.nextInt(3) == 0 ? DOCUMENTED : template();
      var rendered = rendered(template, truth);
      if (rendered.isEmpty()) {
        continue;
      }
      var organizations =
          Set.copyOf(List.of(word(), truth.field(Variable.ORGANIZATION).orElseThrow()));
      for (var names :
          List.of(new SessionNames(List.of()), new SessionNames(List.of(), organizations))) {
        var reading = names.read(rendered.get(), subject(truth));
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
      var victim = truth();
      var own = random.nextBoolean() ? victim.field(Variable.ORGANIZATION).orElseThrow() : word();
      var mine = new HashMap<>(truth().fields());
      mine.put(Variable.ORGANIZATION, own);
      if (random.nextInt(4) == 0) {
        var same = any(NAMES);
        mine.put(same, victim.field(same).orElseThrow());
      }
      var me = new Deployment(mine);
      var name = rendered(DOCUMENTED, victim).orElse("");
      var organizations = Set.of(victim.field(Variable.ORGANIZATION).orElseThrow());
      var told = told(round, name, victim.fields(), mine);
      var reading = new SessionNames(List.of(), organizations).read(name, subject(me));
      var isTrimmed = name.length() >= 62;
      Predicate<Variable> stands =
          variable -> NameParts.indexOf(name, me.field(variable).orElseThrow(), 0) >= 0;

      if (!stands.test(Variable.PROJECT) || !stands.test(Variable.STACK)) {
        // A trimmed name may be mine as well.
        var mayBeMine =
            isTrimmed
                && !Values.agreeing(name, List.of(DOCUMENTED), Deployment.of(subject(me)))
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
      var victim = truth();
      var me = truth();
      var template = template();
      var rendered = rendered(template, victim);
      if (rendered.isEmpty() || NAMES.stream().noneMatch(template::uses)) {
        continue;
      }
      var name = rendered.get();
      var reading = new SessionNames(List.of(template)).read(name, subject(me));
      if (reading.fit() == Fit.CONTRADICTION) {
        contradictions++;
        assertThat(reading.facts().fields()).isEmpty();
      } else if (reading.fit() == Fit.TEMPLATE && !template.mayBeTrimmed(name.length())) {
        // Whole names: the template renders the same text for me with what is stated.
        var names = NAMES.stream().filter(template::uses).toList();
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
      var truth = truth();
      var template = random.nextInt(3) == 0 ? DOCUMENTED : template();
      var rendered = rendered(template, truth);
      if (rendered.isEmpty()) {
        continue;
      }
      var name = rendered.get();
      var suggested = new SessionNames(List.of()).suggested(name, subject(truth));
      var told = told(round, template, name, suggested, truth.fields());
      if (suggested.isEmpty()) {
        continue;
      }
      suggestions++;
      var reading = new SessionNames(List.of(suggested.get())).read(name, subject(truth));
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
      var truth = truth();
      var advice = NameAdvice.of(truth);
      var told = told(round, advice, truth.fields());
      var names = new SessionNames(List.of(advice.template()));

      assertThat(names.read(advice.name().text(), subject(truth)).facts().field(Variable.ID))
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
