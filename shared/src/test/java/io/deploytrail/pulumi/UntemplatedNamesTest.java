package io.deploytrail.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UntemplatedNamesTest {
  private static final String ID = "3f6a1c52-8d0e-4b7a-9c11-5e2d7f80a941";
  private static final String OTHER_ID = "806bf21f-444f-4825-a80c-afd12cd2526a";

  private static final SessionNames NAMES = new SessionNames(List.of(), Set.of("acme", "own-org"));

  private static NameReading read(String name, String stack) {
    var names = stack.split("/", 3);
    return NAMES.read(
        name,
        new Subject.Deployment(
            "of " + stack, new StackName(names[0], names[1], names[2]), "update"));
  }

  private static void assertStated(String name, String stack) {
    assertThat(read(name, stack))
        .as(name + " beside " + stack)
        .isEqualTo(
            new NameReading(
                Fit.NO_TEMPLATE, new Deployment(Map.of(Variable.ID, ID)), Map.of(), false));
  }

  private static void assertClue(String name, String stack, Fit fit) {
    assertThat(read(name, stack))
        .as(name + " beside " + stack)
        .isEqualTo(new NameReading(fit, Deployment.UNKNOWN, Map.of(Variable.ID, ID), false));
  }

  private static void assertStatic(String name, String stack) {
    assertThat(read(name, stack))
        .as(name + " beside " + stack)
        .isEqualTo(new NameReading(Fit.NO_TEMPLATE, Deployment.UNKNOWN, Map.of(), false));
  }

  @ParameterizedTest
  @CsvSource({
    "acme-web-prod-, acme/web/prod",
    "pulumi-, acme/web/prod",
    "tenant-, acme/web/prod",
    "'', acme/web/prod",
    // Names with dashes in them, whole.
    "acme-web-app-prod-eu-, acme/web-app/prod-eu",
    // Trimmed as the documentation shows it.
    "pulumi-loca-test-nocode-dev-, pulumi-local/test-nocode-rtct-3/dev",
    "pulumi-loca-test-nocode-dev-, pulumi-local/test-nocode-rtct-4/dev",
    // No first part of an own organization.
    "other-web-prod-, acme/api/dev",
    "acmex-web-prod-, acme/api/dev",
    "acm-web-prod-, acme/api/dev",
    // One name between organization and id is no documented name.
    "acme-web-, acme/api/dev",
    "acme--, acme/api/dev",
    "acme---, acme/api/dev",
    // Signs that no name holds.
    "acme-web+prod-, acme/api/dev",
    "acme-web-prod+, acme/api/dev",
  })
  void idIsStated(String start, String stack) {
    assertStated(start + ID, stack);
  }

  @ParameterizedTest
  @CsvSource({
    "acme-prod-web-, acme/web/prod",
    "acme-x-web-y-prod-, acme/web/prod",
    "acme-web-prod-update-, acme/web/prod",
    "own-org-web-prod-, acme/web/prod",
    "acme-web-prod-, acme/acme-web/prod",
    "acme-0-9-, acme/9/0",
    "acme-web-web-x-, acme/web/web",
  })
  void idIsStatedWhereProjectAndStackBothStand(String start, String stack) {
    assertStated(start + ID, stack);
  }

  @ParameterizedTest
  @CsvSource({
    "acme-web-prod-, acme/web/dev",
    "acme-web-prod-, acme/api/prod",
    "own-org-web-prod-, acme/web/dev",
    // One text is not both of them.
    "acme-web-prod-, acme/web/web",
    "acme-web-prod-, acme/web/web-prod",
    "acme-web-prod-, acme/web-prod/prod",
    // The organization's text is the organization.
    "acme-web-prod-, acme/acme/web",
    "own-org-web-prod-, acme/own-org/prod",
  })
  void idIsAClueWhereOneOfThemStands(String start, String stack) {
    assertClue(start + ID, stack, Fit.NO_TEMPLATE);
  }

  @ParameterizedTest
  @CsvSource({
    "acme-web-prod-, acme/api/dev",
    "own-org-web-prod-, acme/api/dev",
    "acme-web-prod-eu-west-1-, acme/api/dev",
    // Whole parts only.
    "acme-web-prod-, acme/we/pro",
    "acme-web.app-prod_1-, acme/web/prod",
    "acme-web-prod-, acme/eb/rod",
    "acme-webs-prods-, acme/web/prod",
    // Names that stand in the id alone.
    "acme-web-prod-, acme/8d0e/4b7a",
  })
  void nameOfAnotherStackIsAContradiction(String start, String stack) {
    assertClue(start + ID, stack, Fit.CONTRADICTION);
  }

  @Test
  void trimmedOrganizationIsAFirstPartOnlyInANameThatMayBeTrimmed() {
    var stack = "long-organization/api/dev";

    assertClue("long-orga-" + "web-infra" + "-" + "prod-eu" + "-" + ID, stack, Fit.CONTRADICTION);
    assertThat(("long-orga-web-infra-prod-eu-" + ID)).hasSize(64);
    assertStated("long-orga-web-infra-prod-" + ID, stack);
    // Of three names that share 25 characters, none is cut to fewer than eight.
    assertStated("long-or-web-infra-prod-eu-1-" + ID, stack);
  }

  /// `NAME_CONTRADICTS_SUBJECT` without a template needs an organization that is known.
  @Test
  void configuredOrganizationsAreOptional() {
    var subject = new Subject.Deployment("", new StackName("acme", "api", "dev"), "update");

    var reading = new SessionNames(List.of()).read("own-org-web-prod-" + ID, subject);

    assertThat(reading.fit()).isEqualTo(Fit.NO_TEMPLATE);
    assertThat(reading.facts().field(Variable.ID)).contains(ID);
  }

  @Test
  void nameThatFitsNoConfiguredTemplateIsReadTheSameWay() {
    var names = new SessionNames(List.of(SessionNameTemplate.parse("ci+${deployment.version}")));
    var subject = new Subject.Deployment("", new StackName("acme", "api", "dev"), "update");

    assertThat(names.read("acme-web-prod-" + ID, subject).fit()).isEqualTo(Fit.CONTRADICTION);
    assertThat(names.read("acme-api-dev-" + ID, subject).facts().field(Variable.ID)).contains(ID);
    assertThat(names.read("acme-web-prod-" + ID).clues())
        .isEqualTo(
            Map.of(Variable.ORGANIZATION, "acme", Variable.PROJECT, "web", Variable.STACK, "prod"));
  }

  @ParameterizedTest
  @CsvSource({
    "acme-%s, acme/web/%s",
    "%s, acme/web/%s",
    "x%s, acme/web/%s",
    "acme-web-prod-%s, acme/web/%s",
    "acme-x-web-%s, acme/web/%s",
    "acme-%s-b, acme/web/%s-blue",
    "x-%s, acme/web/x-%s",
  })
  void signedNameThatHoldsAUuidIsNotTheId(String name, String stack) {
    assertStatic(name.formatted(ID), stack.formatted(ID));
  }

  @Test
  void nothingIsReadOfANameLongerThanAwsAllows() {
    assertStatic(OTHER_ID + "-" + ID, "acme/web/" + OTHER_ID);
  }

  @ParameterizedTest
  @CsvSource({
    // Project and stack side by side look like a UUID.
    "3f6a1c52-8d0e-4b7a-9c11-5e2d7f80a941, acme/3f6a1c52-8d0e/4b7a-9c11-5e2d7f80a941",
    "3f6a1c52-8d0e-4b7a-9c11-5e2d7f80a941, acme/3f6a1c52/8d0e",
    // The stack reaches over the beginning or the end.
    "ci-blue-3f6a1c52-8d0e-4b7a-9c11-5e2d7f80a941, acme/web/blue-3f6a1c52",
    "3f6a1c52-8d0e-4b7a-9c11-5e2d7f80a941-blue, acme/web/5e2d7f80a941-blue",
  })
  void signedNamesThatMakeAUuidAreTakenOut(String name, String stack) {
    assertStatic(name, stack);
  }

  @ParameterizedTest
  @CsvSource({
    "acme/web/0",
    "acme/a/1",
    "acme/web/3",
    "0/0/0",
    "acme/web/8d0e",
    "acme/web/3f6a1c52",
    "acme/web/5e2d7f80a941",
  })
  void signedNameInsideTheIdDoesNotHideIt(String stack) {
    assertStated("pulumi-" + ID, stack);
    assertStated("ci+0+" + ID, stack);
  }

  @Test
  void twoUuidsAreNone() {
    var overlapping = "806bf21f-444f-4825-a80c-afd12cd2526a-444f-4825-a80c-afd12cd2526a";

    var reading = read(overlapping, "acme/web/prod");

    assertThat(reading.facts().fields()).isEmpty();
    assertThat(reading.clues()).containsKey(Variable.ID);
  }

  @Test
  void aloneOnlyTheIdIsStated() {
    assertThat(NAMES.read("acme-web-prod-" + ID))
        .isEqualTo(
            new NameReading(
                Fit.NO_TEMPLATE,
                new Deployment(Map.of(Variable.ID, ID)),
                Map.of(
                    Variable.ORGANIZATION, "acme", Variable.PROJECT, "web", Variable.STACK, "prod"),
                false));
    assertThat(NAMES.read("ci-" + ID).facts()).isEqualTo(new Deployment(Map.of(Variable.ID, ID)));
    assertThat(NAMES.read("acme-web-prod").facts()).isEqualTo(Deployment.UNKNOWN);
  }
}
