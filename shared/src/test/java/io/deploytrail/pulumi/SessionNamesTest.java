package io.deploytrail.pulumi;

import static io.deploytrail.pulumi.Variable.ID;
import static io.deploytrail.pulumi.Variable.OPERATION;
import static io.deploytrail.pulumi.Variable.ORGANIZATION;
import static io.deploytrail.pulumi.Variable.PROJECT;
import static io.deploytrail.pulumi.Variable.STACK;
import static io.deploytrail.pulumi.Variable.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionNamesTest {
  private static final String UUID_TEXT = "806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final List<Variable> VARIABLES = List.copyOf(EnumSet.allOf(Variable.class));
  private static final String FULL =
      "${organization.name}-${project.name}-${stack.name}-${deployment.id}";

  private static SessionNames names(String... templates) {
    return new SessionNames(Arrays.stream(templates).map(SessionNameTemplate::parse).toList());
  }

  private static Subject.Deployment subject(String organization, String project, String stack) {
    return subject(organization, project, stack, "update");
  }

  private static Subject.Deployment subject(
      String organization, String project, String stack, String operation) {
    var text =
        "pulumi:deploy:org:%s:project:%s:stack:%s:operation:%s:scope:write"
            .formatted(organization, project, stack, operation);
    return (Subject.Deployment) Subject.parse(text);
  }

  @Test
  void documentedNameIsReadBesideItsSubject() {
    var name = "pulumi-loca-test-nocode-dev-" + UUID_TEXT;

    var reading = names(FULL).read(name, subject("pulumi-local", "test-nocode-rtct-3", "dev"));

    assertThat(reading.fit()).isEqualTo(Fit.TEMPLATE);
    assertThat(reading.facts().fields()).isEqualTo(Map.of(ID, UUID_TEXT));
    assertThat(reading.mayBeTrimmed()).isTrue();
  }

  @Test
  void singleNameThatFillsTheWholeSessionNameIsReadAsTrimmed() {
    var reading =
        names("${stack.name}").read("s".repeat(64), subject("acme", "web", "s".repeat(80)));

    assertThat(reading.fit()).isEqualTo(Fit.TEMPLATE);
    assertThat(reading.mayBeTrimmed()).isTrue();
  }

  @Test
  void stacksThatTrimToTheSameTextAreToldApartBySubjectAlone() {
    var name = "pulumi-loca-test-nocode-dev-" + UUID_TEXT;

    for (var project : List.of("test-nocode-rtct-3", "test-nocode-rtct-4")) {
      var reading = names(FULL).read(name, subject("pulumi-local", project, "dev"));
      assertThat(reading.facts().field(ID)).contains(UUID_TEXT);
    }
  }

  @Test
  void trimThatNoCommonLengthGivesIsAContradiction() {
    // 12 + 10 + 3 characters: the project would be cut to 10 while the organization keeps 12.
    var name = "pulumi-local-test-nocod-dev-" + UUID_TEXT;

    var reading = names(FULL).read(name, subject("pulumi-local", "test-nocode-rtct-3", "dev"));

    assertThat(reading.fit()).isEqualTo(Fit.CONTRADICTION);
    assertThat(reading.facts().fields()).isEmpty();
    assertThat(reading.clues()).isEqualTo(Map.of(ID, UUID_TEXT));
  }

  @Test
  void shortNameIsNeverReadAsTrimmed() {
    var reading =
        names("${project.name}-${deployment.version}")
            .read("we-41", subject("acme", "web", "prod"));

    assertThat(reading.fit()).isEqualTo(Fit.CONTRADICTION);
    assertThat(reading.clues()).isEqualTo(Map.of(VERSION, "41"));
  }

  @Test
  void everySharingOfTheRemainderIsAccepted() {
    var template =
        "${organization.name}.${project.name}.${stack.name}."
            + "x".repeat(20)
            + ".${deployment.version}";
    var subject = subject("o".repeat(30), "p".repeat(30), "s".repeat(30));
    // 64 - 26 fixed characters leave 38 for three names: 12 each, and a remainder of 2.
    for (var shares :
        List.of(
            List.of(12, 12, 12),
            List.of(14, 12, 12),
            List.of(12, 14, 12),
            List.of(13, 12, 13),
            List.of(12, 12, 13))) {
      var name =
          "o".repeat(shares.get(0))
              + "."
              + "p".repeat(shares.get(1))
              + "."
              + "s".repeat(shares.get(2))
              + "."
              + "x".repeat(20)
              + ".41";
      var reading = names(template).read(name, subject);
      assertThat(reading.facts().field(VERSION)).as(name).contains("41");
      assertThat(reading.mayBeTrimmed()).isTrue();
    }
    for (var shares :
        List.of(
            List.of(11, 12, 12), List.of(15, 12, 11), List.of(11, 11, 11), List.of(13, 13, 13))) {
      var name =
          "o".repeat(shares.get(0))
              + "."
              + "p".repeat(shares.get(1))
              + "."
              + "s".repeat(shares.get(2))
              + "."
              + "x".repeat(20)
              + ".41";
      assertThat(names(template).read(name, subject).facts().field(VERSION)).as(name).isEmpty();
    }
  }

  @Test
  void signedOperationIsRecognizedInItsNameWhateverItIs() {
    var names = names("${stack.name}-${deployment.operation}-${deployment.version}");

    var reading = names.read("prod-future-kind-7", subject("acme", "web", "prod", "future-kind"));

    assertThat(reading.facts().field(VERSION)).contains("7");
    assertThat(names.presentsItself("prod-future-kind-7")).isFalse();
    assertThat(names.read("prod-destroy-7", subject("acme", "web", "prod", "update")).fit())
        .isEqualTo(Fit.CONTRADICTION);
  }

  @Test
  void severalReadingsGiveClues() {
    var reading = names("${stack.name}${deployment.version}").read("prod41");

    assertThat(reading.facts().fields()).isEmpty();
    assertThat(reading.clues()).isEqualTo(Map.of(STACK, "prod | prod4", VERSION, "1 | 41"));
    assertThat(reading.isStatic()).isFalse();
  }

  @Test
  void subjectDecidesBetweenReadings() {
    var names = names("${stack.name}${deployment.version}");

    assertThat(names.read("prod41", subject("acme", "web", "prod4")).facts().field(VERSION))
        .contains("1");
    assertThat(names.read("prod41", subject("acme", "web", "prod")).facts().field(VERSION))
        .contains("41");
  }

  @Test
  void oneAgreeingTemplateIsEnoughAgainstAContradiction() {
    var names =
        names(
            "${organization.name}-${deployment.version}", "${project.name}-${deployment.version}");

    var reading = names.read("web-41", subject("acme", "web", "prod"));

    assertThat(reading.fit()).isEqualTo(Fit.TEMPLATE);
    assertThat(reading.facts().field(VERSION)).contains("41");
  }

  @Test
  void nameThatFitsNoTemplateIsReadAsIfNoneWereConfigured() {
    var reading =
        names("${stack.name}+${deployment.version}")
            .read("ci-" + UUID_TEXT, subject("acme", "web", "prod"));

    assertThat(reading.fit()).isEqualTo(Fit.NO_TEMPLATE);
    assertThat(reading.facts().field(ID)).contains(UUID_TEXT);
  }

  @Test
  void stackThatIsAUuidIsNotTheId() {
    assertThat(names().read("acme-" + UUID_TEXT, subject("acme", "web", UUID_TEXT)).isStatic())
        .isTrue();
    assertThat(
            names()
                .read("acme-" + UUID_TEXT + "-b", subject("acme", "web", UUID_TEXT + "-blue"))
                .isStatic())
        .isTrue();
    assertThat(names().read("x-" + UUID_TEXT, subject("acme", "web", "x-" + UUID_TEXT)).isStatic())
        .isTrue();
  }

  @Test
  void signedNameInsideTheIdDoesNotHideIt() {
    for (var stack : List.of("4825", "a", "806bf21f", "afd12cd2526a")) {
      assertThat(
              names().read("pulumi-" + UUID_TEXT, subject("acme", "web", stack)).facts().field(ID))
          .contains(UUID_TEXT);
    }
  }

  @Test
  void twoUuidsAreNone() {
    // The last eight digits of the first are the first eight of the second.
    var overlapping = "806bf21f-444f-4825-a80c-afd12cd2526a-444f-4825-a80c-afd12cd2526a";

    assertThat(names().read(overlapping).facts().fields()).isEmpty();
    assertThat(names().read(overlapping).clues()).containsKey(ID);
  }

  @Test
  void withoutASubjectNamesThatMayBeTrimmedAreClues() {
    var template = names("${organization.name}+${project.name}+${stack.name}+${deployment.id}");

    var trimmed = template.read("pulumi-loca+test-nocode+dev+" + UUID_TEXT);
    var whole = template.read("acme+web+prod+" + UUID_TEXT);

    assertThat(trimmed.facts().fields()).isEqualTo(Map.of(ID, UUID_TEXT));
    assertThat(trimmed.clues())
        .isEqualTo(Map.of(ORGANIZATION, "pulumi-loca", PROJECT, "test-nocode", STACK, "dev"));
    assertThat(whole.facts().fields())
        .isEqualTo(Map.of(ORGANIZATION, "acme", PROJECT, "web", STACK, "prod", ID, UUID_TEXT));
  }

  @Test
  void versionWithoutItsStackIsAClueAlone() {
    var whole =
        names("${organization.name}+${project.name}+${stack.name}+${deployment.version}")
            .read("acme+web+prod+41");
    assertThat(whole.facts().field(VERSION)).contains("41");
    assertThat(whole.facts().isOne()).isTrue();

    var part = names("${stack.name}-${deployment.version}").read("prod-41");
    assertThat(part.facts().fields()).isEqualTo(Map.of(STACK, "prod"));
    assertThat(part.clues()).isEqualTo(Map.of(VERSION, "41"));
    assertThat(part.isStatic()).isFalse();
    assertThat(names("${stack.name}-${deployment.version}").says("prod-41").facts().fields())
        .isEqualTo(Map.of(STACK, "prod", VERSION, "41"));

    var withId =
        names("pulumi-${deployment.version}-${deployment.id}").read("pulumi-41-" + UUID_TEXT);
    assertThat(withId.facts().fields()).isEqualTo(Map.of(ID, UUID_TEXT, VERSION, "41"));
    assertThat(withId.clues()).isEmpty();
  }

  @Test
  void versionOfAStackThatMayBeTrimmedIsAClueAlone() {
    var template = "${organization.name}+${project.name}+${stack.name}+${deployment.version}";
    var name = "acme+web+" + "p".repeat(50) + "+41";

    assertThat(names(template).read(name).facts().fields()).isEmpty();
    assertThat(name).hasSize(62);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pulumi-deployments",
        "pulumi-deploy",
        "pulumi-deployment-session",
        "pulumi-" + UUID_TEXT,
        "acme-web-prod-" + UUID_TEXT
      })
  void wellKnownNamesPresentThemselves(String name) {
    assertThat(names().presentsItself(name)).isTrue();
    assertThat(names("${stack.name}+ci").presentsItself(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pulumi",
        "pulumi-deploymentss",
        "alice",
        "acme-web-" + UUID_TEXT,
        "i-0abc",
        "pulumi-806bf21f",
        ""
      })
  void otherNamesDoNot(String name) {
    assertThat(names().presentsItself(name)).isFalse();
  }

  @Test
  void literalTemplateMakesItsNamePresentItself() {
    assertThat(names("our-ci").presentsItself("our-ci")).isTrue();
    assertThat(names("our-ci").read("our-ci", subject("acme", "web", "prod")).isStatic()).isTrue();
  }

  @Test
  void operationInANameIsOneOfTheSixOrTheSignedOne() {
    var names = names("${stack.name}-${deployment.operation}");
    for (var operation :
        List.of("update", "preview", "refresh", "destroy", "detect-drift", "remediate-drift")) {
      assertThat(names.presentsItself("prod-" + operation)).as(operation).isTrue();
      assertThat(names.read("prod-" + operation, subject("acme", "web", "prod", operation)).fit())
          .isEqualTo(Fit.TEMPLATE);
      assertThat(names.read("prod-" + operation, subject("acme", "web", "prod", "import")).fit())
          .isEqualTo(Fit.CONTRADICTION);
    }
    for (var operation :
        List.of("import", "a", "-", "updates", "a-very-long-operation-of-the-future")) {
      assertThat(names.presentsItself("prod-" + operation)).as(operation).isFalse();
      assertThat(names.read("prod-" + operation, subject("acme", "web", "prod", operation)).fit())
          .as(operation)
          .isEqualTo(Fit.TEMPLATE);
    }
  }

  @ParameterizedTest
  @CsvSource({"prod-update-041", "prod-041", "prod-0"})
  void versionDoesNotBeginWithZero(String name) {
    assertThat(
            names("${stack.name}-${deployment.operation}-${deployment.version}")
                .presentsItself(name))
        .isFalse();
  }

  @Test
  void lettersThatOnlyLookAlikeFitNothing() {
    assertThat(names("${stack.name}-${deployment.version}").presentsItself("рrod-41")).isFalse();
    assertThat(names("${stack.name}-${deployment.version}").presentsItself("prod-４1")).isFalse();
  }

  @Test
  void longAndHostileNamesAreReadWithoutTrouble() {
    var many = "${organization.name}${project.name}${stack.name}".repeat(100);
    var names =
        names(
            many,
            "${organization.name}${project.name}${stack.name}".repeat(8) + "${deployment.version}");

    assertThat(names.read("-".repeat(63) + "1").fit()).isEqualTo(Fit.TEMPLATE);
    assertThat(names.read("-".repeat(100_000)).fit()).isEqualTo(Fit.NO_TEMPLATE);
  }

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
