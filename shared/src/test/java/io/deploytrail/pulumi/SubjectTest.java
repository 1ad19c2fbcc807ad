package io.deploytrail.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectTest {
  @Test
  void deploymentsSubjectNamesStackAndOperation() {
    var text =
        "pulumi:deploy:org:acme:project:web.api:stack:prod_1:operation:detect-drift:scope:write";

    assertThat(Subject.parse(text))
        .isEqualTo(
            new Subject.Deployment(
                text, new StackName("acme", "web.api", "prod_1"), "detect-drift"));
  }

  @ParameterizedTest
  @CsvSource({
    "pulumi:environments:org:acme:env:web/prod, acme, web/prod",
    "pulumi:environments:org:acme:env:prod, acme, prod",
    "pulumi:environments:org:acme:env:<yaml>, acme, <yaml>",
    "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:web/prod, acme, web/prod",
    "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:web/prod:rootEnvironment.name:a/b, acme, web/prod",
    "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:web/prod:pulumi.user.login:jane+x@y, acme, web/prod",
    "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:w/p:rootEnvironment.name:a/b:pulumi.user.login:jo, acme, w/p",
  })
  void escSubjectsNameAnEnvironment(String text, String organization, String name) {
    assertThat(Subject.parse(text)).isEqualTo(new Subject.Environment(text, organization, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pulumi",
        "repo:acme/web:ref:refs/heads/main",
        "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:read",
        "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write:more",
        "pulumi:deploy:org:acme:project:web:stack:prod:operation:Update:scope:write",
        "pulumi:deploy:org::project:web:stack:prod:operation:update:scope:write",
        "pulumi:deploy:org:ac me:project:web:stack:prod:operation:update:scope:write",
        "pulumi:deploy:org:acme:stack:prod:project:web:operation:update:scope:write",
        "Pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write",
        " pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write",
        "pulumi:environments:org:acme:env:",
        "pulumi:environments:org:acme:env:a/b/c",
        "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:w/p:pulumi.user.login:",
      })
  void everythingElseIsKeptVerbatim(String text) {
    assertThat(Subject.parse(text)).isEqualTo(new Subject.Foreign(text));
  }
}
