package io.deploytrail.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SessionNameTemplateTest {
  private static final Deployment DOCUMENTED =
      new Deployment(
          Map.of(
              Variable.ORGANIZATION, "pulumi-local",
              Variable.PROJECT, "test-nocode-rtct-3",
              Variable.STACK, "dev",
              Variable.OPERATION, "update",
              Variable.ID, "806bf21f-444f-4825-a80c-afd12cd2526a"));

  @Test
  void documentedExampleIsTrimmedAsDocumented() {
    var template =
        SessionNameTemplate.parse(
            "${organization.name}-${project.name}-${stack.name}-${deployment.id}");

    var name = template.render(DOCUMENTED);

    assertThat(name.text())
        .isEqualTo("pulumi-loca-test-nocode-dev-806bf21f-444f-4825-a80c-afd12cd2526a")
        .hasSize(64);
    assertThat(name.trimmed())
        .isEqualTo(Map.of(Variable.ORGANIZATION, "pulumi-loca", Variable.PROJECT, "test-nocode"));
  }

  @Test
  void bothSpellingsOfTheOperationAreKnown() {
    assertThat(SessionNameTemplate.parse("${operation}-x").render(DOCUMENTED).text())
        .isEqualTo("update-x");
    assertThat(SessionNameTemplate.parse("${deployment.operation}-x").render(DOCUMENTED).text())
        .isEqualTo("update-x");
  }

  @Test
  void unknownVariableIsNamed() {
    assertThatThrownBy(() -> SessionNameTemplate.parse("ci-${stack}"))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining("${stack}")
        .hasMessageContaining("${stack.name}");
  }

  @Test
  void unclosedVariableAndForbiddenCharacterAreNamedWithTheirPosition() {
    assertThatThrownBy(() -> SessionNameTemplate.parse("ci-${stack.name"))
        .hasMessageContaining("position 3");
    assertThatThrownBy(() -> SessionNameTemplate.parse("ci/${stack.name}"))
        .hasMessageContaining("'/'")
        .hasMessageContaining("position 2");
    assertThatThrownBy(() -> SessionNameTemplate.parse("")).hasMessageContaining("not empty");
  }

  @Test
  void whatCannotBeRenderedSaysWhy() {
    assertThatThrownBy(() -> SessionNameTemplate.parse("v${deployment.version}").render(DOCUMENTED))
        .hasMessageContaining("${deployment.version}");
    assertThatThrownBy(
            () -> SessionNameTemplate.parse("${deployment.id}${deployment.id}").render(DOCUMENTED))
        .hasMessageContaining("72");
    assertThatThrownBy(() -> SessionNameTemplate.parse("x").render(DOCUMENTED))
        .hasMessageContaining("2 characters");
  }
}
