package io.deploytrail.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateSuggestionTest {
  private static final String ID = "3f6a1c52-8d0e-4b7a-9c11-5e2d7f80a941";

  private static Optional<String> suggested(SessionNames names, String name, String stack) {
    var parts = stack.split("/", 3);
    var subject = new Subject.Deployment("", new StackName(parts[0], parts[1], parts[2]), "update");
    return names.suggested(name.replace("ID", ID), subject).map(SessionNameTemplate::text);
  }

  @ParameterizedTest
  @CsvSource({
    "acme-web-prod-ID, acme/web/prod, ${organization.name}-${project.name}-${stack.name}-${deployment.id}",
    "acme-prod-web-ID, acme/web/prod, ${organization.name}-${stack.name}-${project.name}-${deployment.id}",
    "pulumi-loca-test-nocode-dev-ID, pulumi-local/test-nocode-rtct-3/dev, ${organization.name}-${project.name}-${stack.name}-${deployment.id}",
    "test-nocode-rtc+dev-eu-west+ID, acme/test-nocode-rtct-3/dev-eu-west, ${project.name}+${stack.name}+${deployment.id}",
    "prod-ID, acme/web/prod, ${stack.name}-${deployment.id}",
    "ID, acme/web/prod, ${deployment.id}",
    "tenant-ID, acme/web/prod, tenant-${deployment.id}",
    "pulumi-41-ID, acme/web/prod, pulumi-${deployment.version}-${deployment.id}",
    "ci@prod=update+ID, acme/web/prod, ci@${stack.name}=${deployment.operation}+${deployment.id}",
    "web-web-ID, acme/web/web, ${project.name}-${stack.name}-${deployment.id}",
    "web-prod-41, acme/web/prod, ${project.name}-${stack.name}-${deployment.version}",
    "web-prod-v41, acme/web/prod, ${project.name}-${stack.name}-v${deployment.version}",
    "prod-update-41, acme/web/prod, ${stack.name}-${deployment.operation}-${deployment.version}",
    "web-prod-eu-1-7, acme/web/prod-eu-1, ${project.name}-${stack.name}-${deployment.version}",
  })
  void templateThatWouldHaveRenderedTheName(String name, String stack, String template) {
    assertThat(suggested(new SessionNames(List.of()), name, stack)).contains(template);
  }

  @ParameterizedTest
  @CsvSource({
    // Says nothing, or names alone.
    "pulumi-deployments, acme/web/prod",
    "acme-web-prod, acme/web/prod",
    // May be another stack's.
    "acme-web-prod-ID, acme/api/dev",
    "acme-web-prod-ID, acme/web/dev",
    // Project or stack?
    "web-ID, acme/web/web",
    // Which number, and is it one?
    "prod-41-ID, acme/web/prod",
    "prod-41-42, acme/web/prod",
    "prod-041, acme/web/prod",
    "prod-x41, acme/web/prod",
    "prod-20261120, acme/web/prod",
    "web-prod-us-east-1, acme/web/prod",
    "run-41, acme/web/prod",
    "41, acme/web/prod",
    // The id is the stack.
    "web-ID, acme/web/3f6a1c52-8d0e-4b7a-9c11-5e2d7f80a941",
  })
  void nothingIsSuggestedInDoubt(String name, String stack) {
    assertThat(suggested(new SessionNames(List.of()), name, stack)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"prod+41, acme/web/prod", "prod+41, acme/web/dev"})
  void nothingIsSuggestedForANameThatATemplateReads(String name, String stack) {
    var names =
        new SessionNames(List.of(SessionNameTemplate.parse("${stack.name}+${deployment.version}")));

    assertThat(suggested(names, name, stack)).isEmpty();
    assertThat(suggested(names, "prod-ID", "acme/web/prod")).isPresent();
  }
}
