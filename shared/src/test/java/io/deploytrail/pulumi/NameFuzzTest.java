package io.deploytrail.pulumi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// Whatever text comes as a subject or a session name: nothing is thrown, and nothing is stated
/// that does not stand there.
final class NameFuzzTest {
  private static final SessionNames NAMES =
      new SessionNames(
          List.of(
              SessionNameTemplate.parse(
                  "${organization.name}-${project.name}-${stack.name}-${deployment.id}"),
              SessionNameTemplate.parse(
                  "${stack.name}${deployment.operation}${deployment.version}")));
  private static final SessionNames WITHOUT_TEMPLATES = new SessionNames(List.of());

  @FuzzTest(maxDuration = "10s")
  void subjectIsReadOrKeptVerbatim(byte[] bytes) {
    var text = new String(bytes, UTF_8);

    assertThat(Subject.parse(text).text()).isEqualTo(text);
  }

  @FuzzTest(maxDuration = "10s")
  void whatANameStatesStandsInIt(byte[] bytes) {
    var name = new String(bytes, UTF_8);
    var subject = new Subject.Deployment(name, new StackName("acme", "web", "prod"), "update");

    for (var names : List.of(NAMES, WITHOUT_TEMPLATES)) {
      assertThat(names.read(name).facts().fields().values()).allMatch(name::contains);
      assertThat(names.read(name, subject).facts().fields().values()).allMatch(name::contains);
    }
  }
}
