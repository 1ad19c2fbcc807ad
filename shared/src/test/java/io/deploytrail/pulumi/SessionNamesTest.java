package io.deploytrail.pulumi;

import static io.deploytrail.pulumi.NamesBesideSubjects.FULL;
import static io.deploytrail.pulumi.NamesBesideSubjects.UUID_TEXT;
import static io.deploytrail.pulumi.NamesBesideSubjects.names;
import static io.deploytrail.pulumi.NamesBesideSubjects.subject;
import static io.deploytrail.pulumi.Variable.ID;
import static io.deploytrail.pulumi.Variable.STACK;
import static io.deploytrail.pulumi.Variable.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SessionNamesTest {
  @Test
  void documentedNameIsReadBesideItsSubject() {
    var name = "pulumi-loca-test-nocode-dev-" + UUID_TEXT;

    var reading = names(FULL).read(name, subject("pulumi-local", "test-nocode-rtct-3", "dev"));

    assertThat(reading.fit()).isEqualTo(Fit.TEMPLATE);
    assertThat(reading.facts().fields()).isEqualTo(Map.of(ID, UUID_TEXT));
    assertThat(reading.mayBeTrimmed()).isTrue();
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
}
