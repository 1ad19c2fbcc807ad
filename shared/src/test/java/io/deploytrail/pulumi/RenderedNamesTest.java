package io.deploytrail.pulumi;

import static io.deploytrail.pulumi.NamesBesideSubjects.subject;
import static io.deploytrail.pulumi.Variable.ID;
import static io.deploytrail.pulumi.Variable.OPERATION;
import static io.deploytrail.pulumi.Variable.ORGANIZATION;
import static io.deploytrail.pulumi.Variable.PROJECT;
import static io.deploytrail.pulumi.Variable.STACK;
import static io.deploytrail.pulumi.Variable.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What random templates give is read as what it was given, or as nothing.
final class RenderedNamesTest {
  private static final List<Variable> VARIABLES = List.copyOf(EnumSet.allOf(Variable.class));

  /// Whatever is rendered is read back to the truth or to a clue, never to something else.
  @Test
  void whatIsRenderedIsNeverReadAsAnotherDeployment() {
    var random = new Random(20261123);
    var read = 0;
    for (var round = 0; round < 20_000; round++) {
      var truth =
          new Deployment(
              Map.of(
                  ORGANIZATION,
                  word(random),
                  PROJECT,
                  word(random),
                  STACK,
                  word(random),
                  OPERATION,
                  List.of("update", "preview", "detect-drift").get(random.nextInt(3)),
                  VERSION,
                  Integer.toString(1 + random.nextInt(3000)),
                  ID,
                  new UUID(random.nextLong(), random.nextLong()).toString()));
      var template = template(random);
      var fixedId = template.uses(ID) ? 36 : 0;
      if (fixedId + template.text().length() > 200) {
        continue;
      }
      RenderedName name;
      try {
        name = template.render(truth);
      } catch (InvalidTemplateException e) {
        assertThat(e.getMessage()).containsAnyOf("never trimmed", "shorter than");
        continue;
      }
      var subject =
          subject(
              truth.field(ORGANIZATION).orElseThrow(),
              truth.field(PROJECT).orElseThrow(),
              truth.field(STACK).orElseThrow(),
              truth.field(OPERATION).orElseThrow());
      var reading = new SessionNames(List.of(template)).read(name.text(), subject);
      assertThat(reading.fit()).as(template + " " + name).isEqualTo(Fit.TEMPLATE);
      reading
          .facts()
          .fields()
          .forEach((variable, value) ->
              assertThat(value)
                  .as(template + " " + name)
                  .isEqualTo(truth.field(variable).orElseThrow()));
      var alone = new SessionNames(List.of(template)).says(name.text());
      alone
          .facts()
          .fields()
          .forEach((variable, value) ->
              assertThat(value)
                  .as(template + " " + name)
                  .isEqualTo(truth.field(variable).orElseThrow()));
      // A name that was trimmed to nothing leaves nothing to recognize.
      var isWhole = name.trimmed().values().stream().noneMatch(String::isEmpty);
      assertThat(!isWhole || new SessionNames(List.of(template)).presentsItself(name.text()))
          .isTrue();
      read += reading.facts().fields().size();
    }
    assertThat(read).isGreaterThan(10_000);
  }

  /// A look at length and beginning turns away no name that fits.
  @Test
  void whatFitsMayFit() {
    var random = new Random(20261124);
    var fitting = 0;
    for (var round = 0; round < 20_000; round++) {
      var template = SessionNameTemplate.parse((round % 2 == 0 ? "a" : "") + template(random));
      var name = (random.nextBoolean() ? "a" : "") + word(random) + random.nextInt(9) + "ci";
      if (random.nextBoolean()) {
        name = name.replace(".", new UUID(random.nextLong(), random.nextLong()).toString());
      }
      if (new NameMatch(name, template, new Shapes(name, "")).fits()) {
        assertThat(template.mayFit(name)).as(template + " " + name).isTrue();
        fitting++;
      }
    }
    assertThat(fitting).isGreaterThan(500);
  }

  private static String word(Random random) {
    var characters = "aab-1.";
    var word = new StringBuilder();
    var length = 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 6);
    for (var at = 0; at < length; at++) {
      word.append(characters.charAt(random.nextInt(characters.length())));
    }
    return word.toString();
  }

  private static SessionNameTemplate template(Random random) {
    var parts = new ArrayList<String>();
    var count = 1 + random.nextInt(5);
    for (var part = 0; part < count; part++) {
      var variable = VARIABLES.get(random.nextInt(6));
      parts.add("${" + variable.text() + "}");
      if (random.nextInt(3) > 0) {
        parts.add(random.nextBoolean() ? "-" : "+");
      }
    }
    parts.add("ci");
    return SessionNameTemplate.parse(String.join("", parts));
  }
}
