package io.deploytrail.permissions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.trust.PolicyValue;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
  /// A name as a policy writes it is that name, and no other that differs where a sign could be a
  /// wildcard or a variable.
  @ParameterizedTest
  @ValueSource(
      strings = {"a*b", "a?b", "*", "${*}", "${aws:username}", "$", "a$", "$$", "$${x}", "%{x}"})
  void noSignOfANameIsAWildcardOrAVariable(String name) {
    var value = PolicyValue.withVariables(PolicyText.literal(name));

    assertThat(value.hasVariables()).isFalse();
    assertThat(value.literal()).contains(name);
    var pattern = value.constant().orElseThrow();
    assertThat(pattern.matches(name)).isTrue();
    for (var other :
        List.of(name.replace("*", "xx"), name.replace("?", "x"), name.replace("$", ""))) {
      assertThat(pattern.matches(other)).as(other).isEqualTo(other.equals(name));
    }
  }
}
