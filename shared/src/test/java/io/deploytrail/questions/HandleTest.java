package io.deploytrail.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.pulumi.StackName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandleTest {
  private static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/deploy/pulumi";
  private static final StackName STACK = new StackName("acme", "web", "prod");
  private static final Optional<Instant> AT = Optional.of(Instant.parse("2026-11-20T09:30:00Z"));

  private static Handle parse(String text) {
    return Handle.parse(text, Optional.empty());
  }

  @Test
  void eachFormNamesWhatItSays() {
    assertThat(parse(ID)).isEqualTo(new Handle.Uuid(ID));
    assertThat(parse("event:" + ID)).isEqualTo(new Handle.MadeBy(ID));
    assertThat(parse("deployment:" + ID)).isEqualTo(new DeploymentName.Id(ID));
    assertThat(parse("acme/web/prod@41")).isEqualTo(new DeploymentName.Version(STACK, "41"));
    assertThat(parse("acme/web/prod@latest")).isEqualTo(new Handle.Latest(STACK));
    assertThat(Handle.parse("acme/web/prod", AT)).isEqualTo(new Handle.RunningAt(STACK, AT.get()));
    assertThat(Handle.parse("ASIAIOSFODNN7EXAMPLE", AT))
        .isEqualTo(new Handle.SessionOfKey(new AccessKeyId("ASIAIOSFODNN7EXAMPLE"), AT));
    assertThat(Handle.parse(ROLE, AT)).isEqualTo(new Handle.SessionOfRole(ROLE, AT.get()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID,
        "event:" + ID,
        "acme/web/prod@41",
        "acme/web/prod@latest",
        "acme/web/prod",
        "ASIAIOSFODNN7EXAMPLE",
        ROLE
      })
  void itsTextIsReadAsTheSame(String text) {
    var at = text.matches("acme/web/prod|ASIA.*|arn.*") ? AT : Optional.<Instant>empty();
    var handle = Handle.parse(text, at);

    assertThat(Handle.parse(handle.text(), at)).isEqualTo(handle);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme",
        "acme/web@41",
        "acme/web/prod/more@41",
        "acme//prod@41",
        "acme/web/prod@",
        "acme/web/prod@0",
        "acme/web/prod@041",
        "acme/web prod/x@41",
        "806bf21f-444f-4825-a80c",
        "event:acme/web/prod@41"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining(" was expected, not ");
  }

  @Test
  void aStackOrARoleAloneIsToldWhatItLacks() {
    assertThatThrownBy(() -> parse("acme/web/prod"))
        .isInstanceOfSatisfying(
            SeveralFitException.class,
            several ->
                assertThat(several.choices())
                    .extracting(SeveralFitException.OneThing::handle)
                    .containsExactly("acme/web/prod@latest"))
        .hasMessageContaining("is a stack of many deployments");
    assertThatThrownBy(() -> parse(ROLE)).hasMessageContaining("needs a time");
  }
}
