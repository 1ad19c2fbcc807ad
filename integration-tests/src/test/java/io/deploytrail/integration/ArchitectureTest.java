package io.deploytrail.integration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The direction of dependencies, as docs/architecture.md draws it.
final class ArchitectureTest {
  private static final JavaClasses CLASSES = ShippedClasses.ALL;

  private static final String AWS = "io.deploytrail.aws";
  private static final String PULUMI = "io.deploytrail.pulumi";
  private static final String TRUST = "io.deploytrail.trust";
  private static final String RESOURCES = "io.deploytrail.resources";
  private static final String CLOUDTRAIL = "io.deploytrail.cloudtrail";
  private static final String READER = "io.deploytrail.cloudtrail.reader";
  private static final String ATTRIBUTION = "io.deploytrail.attribution";
  private static final String INDEX = "io.deploytrail.index";
  private static final String MCP = "io.deploytrail.mcp";

  @Test
  void namesRecordsAndRulesNeedNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage(PULUMI)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", PULUMI)
        .check(CLASSES);
    classes()
        .that()
        .resideInAPackage(RESOURCES)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", RESOURCES)
        .check(CLASSES);
    classes()
        .that()
        .resideInAPackage(CLOUDTRAIL)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", RESOURCES, CLOUDTRAIL)
        .check(CLASSES);
    classes()
        .that()
        .resideInAPackage(ATTRIBUTION)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", PULUMI, CLOUDTRAIL, ATTRIBUTION)
        .check(CLASSES);
  }

  @Test
  void trustPoliciesAreEvaluatedWithoutRecordsAndRules() {
    classes()
        .that()
        .resideInAPackage(TRUST + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "com.fasterxml.jackson..", PULUMI, TRUST + "..")
        .check(CLASSES);
  }

  @Test
  void theReaderKnowsRecordsAndJacksonOnly() {
    classes()
        .that()
        .resideInAPackage(READER)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "com.fasterxml.jackson..",
            RESOURCES,
            CLOUDTRAIL,
            CLOUDTRAIL + ".bytes",
            READER)
        .check(CLASSES);
  }

  @Test
  void theAwsToolsKnowNothingOfDeployTrail() {
    classes()
        .that()
        .resideInAPackage(AWS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "software.amazon.awssdk..", AWS)
        .check(CLASSES);
  }

  @Test
  void theIndexKnowsNoQuestions() {
    noClasses()
        .that()
        .resideInAPackage(INDEX)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.deploytrail.questions..",
            "io.deploytrail.functions..",
            "io.deploytrail.cli..",
            CLOUDTRAIL + ".*")
        .check(CLASSES);
  }

  @Test
  void callsKnowNoIngestionAndIngestionNoQuestionsAndNoFunctions() {
    noClasses()
        .that()
        .resideInAPackage("io.deploytrail.calls")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.deploytrail.ingestion..",
            "io.deploytrail.questions..",
            "io.deploytrail.functions..",
            "io.deploytrail.cli..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.deploytrail.ingestion")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.deploytrail.questions..", "io.deploytrail.functions..", "io.deploytrail.cli..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(INDEX)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.deploytrail.calls..", "io.deploytrail.ingestion..")
        .check(CLASSES);
  }

  @Test
  void nothingImportsAFunctionButTheDemo() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.deploytrail.functions..", "io.deploytrail.cli.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.deploytrail.functions..")
        .check(CLASSES);
  }

  @Test
  void noFunctionKnowsDynamoDbLocal() {
    noClasses()
        .that()
        .resideInAnyPackage("io.deploytrail.functions..", INDEX, "io.deploytrail.questions..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.deploytrail.dynamodb..", "software.amazon.dynamodb..")
        .check(CLASSES);
  }

  @Test
  void theDeskIndexIsAnIndexAndNoFunctionKnowsIt() {
    noClasses()
        .that()
        .resideInAPackage("io.deploytrail.desk")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.deploytrail.calls..",
            "io.deploytrail.ingestion..",
            "io.deploytrail.questions..",
            "io.deploytrail.cli..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("io.deploytrail.desk..", "io.deploytrail.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.deploytrail.desk..", "org.sqlite..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void theToolsOfAnAgentAskQuestionsAndNothingElseKnowsThem() {
    classes()
        .that()
        .resideInAPackage(MCP)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "com.fasterxml.jackson..",
            "io.modelcontextprotocol..",
            "reactor..",
            "org.reactivestreams..",
            "io.deploytrail.questions",
            READER,
            AWS,
            MCP)
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(MCP)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(MCP, "io.modelcontextprotocol..", "reactor..")
        .check(CLASSES);
  }

  @Test
  void noPackagesNeedEachOther() {
    slices().matching("io.deploytrail.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /// CONTRIBUTING.md says why these are named twice.
  @Test
  void nameMeansOneThing() {
    var places =
        CLASSES.stream()
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.isEmpty() && !name.equals("package-info"))
            .collect(groupingBy(identity(), counting()));

    assertThat(places).containsKeys("Attributor", "Glance", "LineTransport");
    assertThat(places.entrySet().stream().filter(place -> place.getValue() > 1))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("Deployment", "Environment", "Id", "Version");
  }
}
