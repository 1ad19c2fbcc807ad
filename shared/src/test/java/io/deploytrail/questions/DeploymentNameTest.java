package io.deploytrail.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.pulumi.StackName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeploymentNameTest {
  private static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";

  @Test
  void anIdOrAStackAndItsVersionNameADeployment() {
    assertThat(DeploymentName.parse(ID)).isEqualTo(new DeploymentName.Id(ID));
    assertThat(DeploymentName.parse("acme/web/prod@41"))
        .isEqualTo(new DeploymentName.Version(new StackName("acme", "web", "prod"), "41"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme",
        "acme/web/prod",
        "acme/web@41",
        "acme/web/prod/more@41",
        "acme//prod@41",
        "acme/web/prod@",
        "acme/web/prod@0",
        "acme/web/prod@041",
        "acme/web/prod@latest",
        "806bf21f-444f-4825-a80c"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> DeploymentName.parse(text))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining("<organization>/<project>/<stack>@<version>");
  }
}
