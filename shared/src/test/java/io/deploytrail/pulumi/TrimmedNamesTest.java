package io.deploytrail.pulumi;

import static io.deploytrail.pulumi.NamesBesideSubjects.FULL;
import static io.deploytrail.pulumi.NamesBesideSubjects.UUID_TEXT;
import static io.deploytrail.pulumi.NamesBesideSubjects.names;
import static io.deploytrail.pulumi.NamesBesideSubjects.subject;
import static io.deploytrail.pulumi.Variable.ID;
import static io.deploytrail.pulumi.Variable.ORGANIZATION;
import static io.deploytrail.pulumi.Variable.PROJECT;
import static io.deploytrail.pulumi.Variable.STACK;
import static io.deploytrail.pulumi.Variable.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Names that Pulumi trimmed to the length that a session name may have.
final class TrimmedNamesTest {
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
  void versionOfAStackThatMayBeTrimmedIsAClueAlone() {
    var template = "${organization.name}+${project.name}+${stack.name}+${deployment.version}";
    var name = "acme+web+" + "p".repeat(50) + "+41";

    assertThat(names(template).read(name).facts().fields()).isEmpty();
    assertThat(name).hasSize(62);
  }
}
