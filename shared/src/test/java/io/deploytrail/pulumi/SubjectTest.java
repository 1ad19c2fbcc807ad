package io.deploytrail.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    "pulumi:environments:org:acme:env:web/prod, web/prod",
    "pulumi:environments:org:acme:env:prod, prod",
    "pulumi:environments:org:acme:env:<yaml>, <yaml>",
    "pulumi:environments:org:acme:env:prod:<yaml>, prod",
    "pulumi:environments:org:acme:env:web/prod:<yaml>, web/prod",
  })
  void escSubjectsNameAnEnvironment(String text, String name) {
    assertThat(Subject.parse(text))
        .isEqualTo(
            new Subject.Environment(
                text, "acme", Optional.of(name), Optional.empty(), Optional.empty()));
  }

  /// Every subset of the attributes in every order, with the organization and a stranger among
  /// them.
  @Test
  void attributesAreReadInAnyOrder() {
    var attributes =
        List.of(
            ":currentEnvironment.name:web/prod",
            ":rootEnvironment.name:base/login",
            ":pulumi.user.login:jane+x@y",
            ":pulumi.organization.login:acme",
            ":pulumi.team.name:ops");
    for (var text :
        arrangements("pulumi:environments:pulumi.organization.login:acme", attributes)) {
      assertThat(Subject.parse(text))
          .isEqualTo(
              new Subject.Environment(
                  text,
                  "acme",
                  Optional.of("web/prod").filter(text::contains),
                  Optional.of("base/login").filter(text::contains),
                  Optional.of("jane+x@y").filter(text::contains)));
    }
  }

  private static List<String> arrangements(String start, List<String> attributes) {
    var all = new ArrayList<String>();
    all.add(start);
    for (var attribute : attributes) {
      var others = attributes.stream().filter(other -> !other.equals(attribute)).toList();
      all.addAll(arrangements(start + attribute, others));
    }
    return all;
  }

  @Test
  void attributeMayBeRepeatedIfItSaysTheSame() {
    var subject =
        "pulumi:environments:pulumi.organization.login:acme:pulumi.user.login:jo:x:1:pulumi.user.login:";

    assertThat(Subject.parse(subject + "jo")).isInstanceOf(Subject.Environment.class);
    assertThat(Subject.parse(subject + "joe")).isInstanceOf(Subject.Foreign.class);
  }

  @Test
  void namelessListOfEnvironmentsMayBeTheRoot() {
    var text =
        "pulumi:environments:pulumi.organization.login:acme:rootEnvironment.name:<yaml>:currentEnvironment.name:<yaml>";

    assertThat(Subject.parse(text))
        .isEqualTo(
            new Subject.Environment(
                text, "acme", Optional.of("<yaml>"), Optional.of("<yaml>"), Optional.empty()));
  }

  @Test
  void customerManagedKeySubjectNamesTheOrganization() {
    var text = "pulumi:cmk:pulumi.organization.login:acme";

    assertThat(Subject.parse(text)).isEqualTo(new Subject.CustomerManagedKey(text, "acme"));
  }

  @Test
  void longSubjectIsReadInLinearTime() {
    var text =
        "pulumi:environments:pulumi.organization.login:acme"
            + ":pulumi.user.login:jo".repeat(50_000);

    assertThat(Subject.parse(text)).isInstanceOf(Subject.Environment.class);
    assertThat(Subject.parse(text + ":")).isEqualTo(new Subject.Foreign(text + ":"));
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
        "pulumi:environments:org:acme:env:<yaml>:<yaml>",
        "pulumi:environments:org:acme:env:prod:<yaml>:more",
        "pulumi:environments:org:acme:env:prod:yaml",
        "pulumi:environments",
        "pulumi:environments:",
        "pulumi:environments:pulumi.organization.login",
        "pulumi:environments:pulumi.organization.login:",
        "pulumi:environments:pulumi.organization.login:acme:",
        "pulumi:environments:pulumi.organization.login:acme:pulumi.organization.login:other",
        "pulumi:environments:pulumi.organization.login:ac me",
        "pulumi:environments:pulumi.user.login:jo:pulumi.organization.login:acme",
        "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:w/p:pulumi.user.login:",
        "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:a/b/c",
        "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:",
        "pulumi:environments:pulumi.organization.login:acme:rootEnvironment.name:a/",
        "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:a:currentEnvironment.name:b",
        "pulumi:environments:pulumi.organization.login:acme:unknown",
        "pulumi:environments:pulumi.organization.login:acme:unknown:",
        "pulumi:environments:pulumi.organization.login:acme::x",
        "pulumi:environments:pulumi.organization.login:acme:pulumi.user.login:jo:hn",
        "pulumi:cmk:pulumi.organization.login:",
        "pulumi:cmk:pulumi.organization.login:acme:more",
        "pulumi:cmk:org:acme",
        "pulumi:org:acme:env:prod",
      })
  void everythingElseIsKeptVerbatim(String text) {
    assertThat(Subject.parse(text)).isEqualTo(new Subject.Foreign(text));
  }
}
