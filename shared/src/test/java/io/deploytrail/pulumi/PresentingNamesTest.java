package io.deploytrail.pulumi;

import static io.deploytrail.pulumi.NamesBesideSubjects.UUID_TEXT;
import static io.deploytrail.pulumi.NamesBesideSubjects.names;
import static io.deploytrail.pulumi.NamesBesideSubjects.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which names present themselves as a Pulumi deployment's, and which are no such name.
final class PresentingNamesTest {
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
}
