package io.deploytrail.integration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packages within a part of the project, and which of them stand on which.
final class RoomsTest {
  private static final JavaClasses CLASSES = ShippedClasses.ALL;
  private static final String ROOT = "io.deploytrail.";
  private static final String CLI = "io.deploytrail.cli";

  /// Rooms of the reader of CloudTrail, of trust policies and of the desk, and on which others each
  /// stands.
  @ParameterizedTest
  @CsvSource({
    "cloudtrail.bytes,",
    "cloudtrail.reader, cloudtrail cloudtrail.bytes",
    "cloudtrail.glance, cloudtrail cloudtrail.bytes cloudtrail.reader",
    "cloudtrail.log, cloudtrail.bytes cloudtrail.reader cloudtrail.glance",
    "trust.refusal, trust",
    "trust.width, trust",
    "permissions.identity, permissions",
    "permissions.policy, permissions permissions.identity",
    "permissions.format, permissions permissions.policy",
    "cli.console,",
    "cli.preferences, cli.console",
    "cli.output, cli.console cli.preferences",
    "cli.trail, cli.console",
    "cli.ocsf,",
    "cli.desk, cli.console cli.trail cli.preferences",
    "cli.attribute, cli.console cli.output cli.trail cli.ocsf cli.desk",
    "cli.ask, cli.console cli.output cli.trail cli.desk cli.preferences",
    "cli.doctor, cli.console cli.output cli.ask",
    "cli.redrive, cli.console cli.output cli.ask",
    "cli.demo, cli.console",
    "cli.deploy, cli.console cli.ask",
  })
  void roomsStandOneAboveTheOther(String room, @Nullable String below) {
    var house = ROOT + room.substring(0, room.indexOf('.'));
    var allowed =
        Stream.concat(Stream.of(room), below == null ? Stream.empty() : Stream.of(below.split(" ")))
            .map(name -> ROOT + name)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(ROOT + room)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(house + "..").or(resideInAnyPackage(allowed)))
        .check(CLASSES);
  }

  @Test
  void theDeskHasNoOtherRooms() {
    var rooms =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(CLI))
            .collect(toSet());
    assertThat(rooms)
        .containsExactlyInAnyOrder(
            CLI,
            CLI + ".console",
            CLI + ".preferences",
            CLI + ".output",
            CLI + ".trail",
            CLI + ".ocsf",
            CLI + ".desk",
            CLI + ".attribute",
            CLI + ".ask",
            CLI + ".doctor",
            CLI + ".redrive",
            CLI + ".demo",
            CLI + ".deploy");
  }
}
