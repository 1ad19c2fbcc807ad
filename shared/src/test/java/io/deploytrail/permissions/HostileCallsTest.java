package io.deploytrail.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.permissions.CallNeeds.Needs;
import io.deploytrail.resources.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that somebody wrote to widen a policy, or to make this slow.
final class HostileCallsTest {
  private static final List<String> TEXTS =
      List.of(
          "prod*",
          "*",
          "?",
          "prod?",
          "${aws:username}",
          "x${*}",
          "arn:aws:s3:::*",
          "arn:aws:s3:::assets/*",
          "arn:aws:iam::111122223333:role/*",
          "arn:*:sqs:*:*:*",
          "arn:aws:sqs:us-east-1:111122223333:orders*",
          "arn:aws:lambda:us-east-1:*:function:resize",
          "arn:aws:dynamodb:us-east-1:111122223333:table/ord?rs",
          "https://sqs.us-east-1.amazonaws.com/111122223333/ord*rs",
          "s3://assets/*",
          "alias/*",
          "*:function:resize",
          "arn:aws:ecs:us-east-1:111122223333:cluster/*");

  private static final List<String> FIELDS =
      List.of(
          "",
          "bucketName",
          "key",
          "functionName",
          "queueUrl",
          "tableName",
          "roleName",
          "keyId",
          "cluster",
          "service",
          "secretId",
          "logGroupName",
          "name",
          "loadBalancerName",
          "instanceId");

  private static final List<String> CALLS =
      List.of(
          "s3:PutObject",
          "s3:PutBucketPolicy",
          "lambda:UpdateFunctionConfiguration20150331v2",
          "sqs:SendMessage",
          "dynamodb:PutItem",
          "iam:AttachRolePolicy",
          "kms:Decrypt",
          "ecs:UpdateService",
          "secretsmanager:GetSecretValue",
          "logs:PutRetentionPolicy",
          "elasticloadbalancing:CreateLoadBalancer",
          "ec2:RunInstances",
          "sts:AssumeRole",
          "apigateway:UpdateStage");

  private static Activity call(String action, List<Mention> mentions) {
    var error = action.startsWith("sts") ? " error=ThrottlingException" : "";
    var call = new RecordedCall(action + error, List.of("{}"), List.of()).activity();
    return new Activity(call.call(), false, mentions);
  }

  private static List<Need> needs(Activity activity) {
    return CallPermissions.of(activity) instanceof Needs(var needs) ? needs : List.of();
  }

  /// What stands in a document for a resource is text of a format, of a harmless name, or the star
  /// of a variable: stars that a name brings would stand beside other signs of it.
  @RepeatedTest(200)
  void noSignOfANameIsAWildcard(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var mentions = new ArrayList<Mention>();
    for (var i = 0; i <= random.nextInt(6); i++) {
      var text = TEXTS.get(random.nextInt(TEXTS.size()));
      mentions.add(
          new Mention(
              text.startsWith("arn:") ? "" : FIELDS.get(random.nextInt(FIELDS.size())), text));
    }
    var action = CALLS.get(random.nextInt(CALLS.size()));
    for (var need : needs(call(action, mentions))) {
      assertThat(need.resources())
          .allSatisfy(resource ->
              assertThat(resource.arn())
                  .as("%s of %s", need.action(), mentions)
                  .doesNotContain("$", "prod", "ord", "resize*", ":*:*:", "x*")
                  .matches(arn -> arn.indexOf('?') < 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-*", "*", "us-east-1:444455556666", "${aws:region}"})
  void aRegionIsNoPattern(String region) {
    var call = RecordedCall.activity("sqs:SendMessage", "{}").call();
    var event = call.event();
    var hostile =
        new Event(
            event.id(),
            event.time(),
            event.source(),
            event.name(),
            event.account(),
            Optional.of(region),
            event.sharedEventId(),
            event.corrects());
    var activity =
        new Activity(
            new Call(hostile, call.caller(), call.errorCode(), call.issued()),
            false,
            List.of(new Mention("queueName", "orders")));
    assertThat(needs(activity).getFirst().resources().getFirst().arn())
        .isEqualTo("arn:aws:sqs:*:111122223333:orders");
  }

  @Test
  void aThousandMentionsAreAPattern() {
    var mentions =
        IntStream.range(0, 1000)
            .mapToObj(i -> new Mention("instanceId", "i-%017x".formatted(i)))
            .toList();
    assertThat(needs(call("ec2:TerminateInstances", mentions)).getFirst())
        .satisfies(need -> {
          assertThat(need.resources())
              .extracting(NeededResource::arn)
              .containsExactly("arn:aws:ec2:us-east-1:111122223333:instance/*");
          assertThat(need.reason()).isPresent();
        });
  }

  @Test
  void longNamesAreNames() {
    var name = "a".repeat(1024);
    assertThat(needs(call("s3:PutBucketPolicy", List.of(new Mention("bucketName", name)))))
        .singleElement()
        .satisfies(need ->
            assertThat(need.resources().getFirst().arn()).isEqualTo("arn:aws:s3:::" + name));
  }

  @Test
  void anAwsServiceAsksForNothing() {
    var call = RecordedCall.activity("sqs:SendMessage", "{}").call();
    var caller =
        new Caller(
            Optional.of("AWSService"),
            call.caller().principal(),
            call.caller().accessKey(),
            call.caller().arn(),
            call.caller().account(),
            call.caller().sessionCreated(),
            call.caller().federatedProvider(),
            Optional.of("events.amazonaws.com"));
    var own = new Call(call.event(), caller, call.errorCode(), call.issued());
    assertThat(CallPermissions.of(new Activity(own, false, List.of())))
        .isInstanceOf(CallNeeds.NothingAsked.class);
  }
}
