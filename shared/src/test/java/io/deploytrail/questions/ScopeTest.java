package io.deploytrail.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.pulumi.StackName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopeTest {
  @Test
  void aScopeIsAnOrganizationAProjectOfItOrAStackOfThat() {
    assertThat(Scope.parse("acme")).isEqualTo(new Scope("acme", "", ""));
    assertThat(Scope.parse("acme/web")).isEqualTo(new Scope("acme", "web", ""));
    assertThat(Scope.parse("acme/web/prod")).isEqualTo(new Scope("acme", "web", "prod"));
  }

  @Test
  void onlyAWholeNameNamesAStack() {
    assertThat(Scope.parse("acme/web/prod").stackName())
        .contains(new StackName("acme", "web", "prod"));
    assertThat(Scope.parse("acme/web").stackName()).isEmpty();
    assertThat(Scope.EVERYTHING.stackName()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "acme/", "/web", "acme//prod", "acme/ /prod", "acme/web/prod/x"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Scope.parse(text))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining("<organization>/<project>/<stack> was expected");
  }

  @Test
  void aPartWithoutWhatItIsAPartOfIsRefused() {
    assertThatThrownBy(() -> new Scope("", "web", ""))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining("a project is named together with its organization");
    assertThatThrownBy(() -> new Scope("acme", "", "prod"))
        .isInstanceOf(InvalidQuestionException.class);
  }
}
