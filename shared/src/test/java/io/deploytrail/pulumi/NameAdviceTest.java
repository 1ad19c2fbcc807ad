package io.deploytrail.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameAdviceTest {
  private static Deployment stack(String organization, String project, String stack) {
    return new Deployment(
        Map.of(
            Variable.ORGANIZATION, organization,
            Variable.PROJECT, project,
            Variable.STACK, stack,
            Variable.OPERATION, "update"));
  }

  @ParameterizedTest
  @CsvSource({
    "acme, web, prod, ${organization.name}-${project.name}-${stack.name}-${deployment.id}, ''",
    "acme, web-app, prod, ${organization.name}+${project.name}+${stack.name}+${deployment.id}, ''",
    "some-organization, web, prod, ${project.name}-${stack.name}-${deployment.id}, ORGANIZATION",
    "some-organization, web-app, prod-eu, ${project.name}+${stack.name}+${deployment.id}, ORGANIZATION",
    "acme, test-nocode-rtct-3, dev-eu-west-1, ${stack.name}-${deployment.id}, ORGANIZATION PROJECT",
    "acme, web, a-very-long-stack-name-indeed, ${stack.name}-${deployment.id}, ORGANIZATION PROJECT STACK",
  })
  void nameCarriesAsMuchAsItGivesBack(
      String organization, String project, String stack, String template, String lost) {
    var advice = NameAdvice.of(stack(organization, project, stack));

    assertThat(advice.template()).hasToString(template);
    assertThat(advice.name().text()).hasSizeLessThanOrEqualTo(64);
    assertThat(advice.lost().stream().sorted().map(Variable::name).toList())
        .isEqualTo(lost.isEmpty() ? List.of() : List.of(lost.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "pulumi-deployments, true",
    "${stack.name}, true",
    "pulumi-${deployment.id}, true",
    "pulumi-${deployment.version}-${deployment.id}, true",
    "${stack.name}-${deployment.version}, true",
    "${stack.name}-${deployment.id}, false",
    "${organization.name}-${project.name}-${stack.name}-${deployment.id}, false",
  })
  void stackAndIdAreAdvised(String template, boolean isAdvised) {
    var better = SessionNameTemplate.parse(template).better();

    assertThat(better.isPresent()).isEqualTo(isAdvised);
    assertThat(better.map(SessionNameTemplate::text).orElse("${stack.name}-${deployment.id}"))
        .isEqualTo("${stack.name}-${deployment.id}");
  }

  @Test
  void nothingIsBetterThanTheAdvisedName() {
    var values = stack("acme", "web", "prod").with(new Deployment(Map.of(Variable.VERSION, "41")));

    for (var good :
        List.of(
            "${organization.name}-${project.name}-${stack.name}-${deployment.id}",
            "${organization.name}@${stack.name}+${deployment.id}=${project.name}")) {
      assertThat(SessionNameTemplate.parse(good).better(values)).as(good).isEmpty();
    }
    for (var weak :
        List.of(
            "pulumi-deployments",
            "${stack.name}-${deployment.id}",
            "${organization.name}+${project.name}+${stack.name}+${deployment.version}")) {
      assertThat(SessionNameTemplate.parse(weak).better(values)).as(weak).isPresent();
    }
    assertThat(
            SessionNameTemplate.parse("${stack.name}-${deployment.id}")
                .better(stack("acme", "test-nocode-rtct-3", "dev-eu-west-1")))
        .isEmpty();
  }
}
