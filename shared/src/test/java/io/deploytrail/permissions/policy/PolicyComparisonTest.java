package io.deploytrail.permissions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.permissions.CallNeeds;
import io.deploytrail.permissions.Label;
import io.deploytrail.permissions.identity.IdentityPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A policy in force beside what a stack used.
class PolicyComparisonTest {
  private static final String BUCKET = "arn:aws:s3:::acme-logs";
  private static final String INSTANCE =
      "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0";

  private static IdentityPolicy policy(String... statements) {
    return IdentityPolicy.parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
  }

  private static String allow(String action, String resource) {
    return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(action, resource);
  }

  private static MadeUpCalls calls() {
    return new MadeUpCalls()
        .used("update", 1, "s3:CreateBucket", MadeUpCalls.BUCKETS, BUCKET)
        .used("update", 1, "ec2:DescribeVpcs", "*", "*")
        .used("update", 1, "ec2:RunInstances", MadeUpCalls.INSTANCES, MadeUpCalls.INSTANCES)
        .used("update", 1, "ec2:StopInstances", MadeUpCalls.INSTANCES, INSTANCE);
  }

  private static PolicyComparison compare(MadeUpCalls calls, IdentityPolicy given) {
    return PolicyComparison.of(given, calls.policies().actions());
  }

  @Test
  void itsOwnPolicyLacksNothing() {
    for (var seed = 0; seed < 5; seed++) {
      var needs = new StackNeeds();
      new MadeUpStacks(seed).stacks().getFirst().calls().forEach(needs::add);
      var made =
          StackPolicies.of(
              needs,
              new PolicyRequest(
                  PolicySplit.READ_AND_WRITE, false, false, new MadeUpFacts(), TrustSource.NONE));
      for (var role : made.roles()) {
        var own =
            IdentityPolicy.together(
                role.documents().stream()
                    .map(document -> IdentityPolicy.parse(document.json().toString()))
                    .toList());

        var comparison = PolicyComparison.of(own, role.actions());
        assertThat(comparison.lacking()).as("seed %d, %s", seed, role.name()).isEmpty();
        assertThat(comparison.unused()).isEmpty();
      }
    }
  }

  /// What was seen counts, not what would be granted for it.
  @Test
  void aNarrowerPolicyThatGrantsWhatWasSeenLacksNothing() {
    var given =
        policy(
            allow("s3:CreateBucket", BUCKET),
            allow("ec2:DescribeVpcs", "*"),
            allow("ec2:RunInstances", "*"),
            allow("ec2:StopInstances", INSTANCE));

    assertThat(compare(calls(), given).lacking()).isEmpty();
    assertThat(compare(calls(), given).isSufficient()).isTrue();
  }

  @Test
  void whatIsNotGrantedIsLacking() {
    var given =
        policy(
            allow("s3:CreateBucket", BUCKET + "x"),
            allow("ec2:RunInstances", MadeUpCalls.INSTANCES.replace("*", "i-*")),
            allow("ec2:StopInstances", "*"));

    var comparison = compare(calls(), given);
    assertThat(comparison.lacking())
        .containsExactly(
            new LackingPermission("ec2:DescribeVpcs", List.of("*"), true, "event-1"),
            new LackingPermission(
                "ec2:RunInstances", List.of(MadeUpCalls.INSTANCES), true, "event-2"),
            new LackingPermission("s3:CreateBucket", List.of(BUCKET), true, "event-0"));
    assertThat(comparison.isSufficient()).isFalse();
  }

  @Test
  void aConditionThatIsNotKnownIsSaidAndNotCounted() {
    var given =
        policy(
            allow("ec2:*", "*"),
            "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"}}}");

    var comparison = compare(calls(), given);
    assertThat(comparison.lacking())
        .containsExactly(
            new LackingPermission("s3:CreateBucket", List.of(BUCKET), false, "event-0"));
    assertThat(comparison.isSufficient()).isTrue();
  }

  @Test
  void eachRegionOfTheCallsMustBeAllowed() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "ec2:DescribeVpcs", "*", "*")
            .in("us-east-1")
            .used("update", 1, "ec2:DescribeVpcs", "*", "*");
    var given =
        policy(
            "{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:RequestedRegion\":\"us-east-1\"}}}");

    assertThat(compare(calls, given).isSufficient()).isFalse();
  }

  @Test
  void ofVeryManyResourcesTheUnlistedOnesAreComparedByWhatIsGrantedForThem() {
    var calls = new MadeUpCalls();
    for (var number = 0; number < 300; number++) {
      calls.used("update", 1, "s3:PutObject", "arn:aws:s3:::*/*", BUCKET + "/page-" + number);
    }

    assertThat(compare(calls, policy(allow("s3:PutObject", BUCKET + "/*"))).lacking()).isEmpty();
    assertThat(compare(calls, policy(allow("s3:PutObject", BUCKET + "/page-*"))).lacking())
        .containsExactly(
            new LackingPermission("s3:PutObject", List.of(BUCKET + "/*"), false, "event-0"));
  }

  @Test
  void whatWasRefusedIsNotLacking() {
    var calls =
        new MadeUpCalls()
            .add(
                "update",
                1,
                "s3:CreateBucket",
                new CallNeeds.Needs(
                    List.of(
                        MadeUpCalls.need(
                            "s3:CreateBucket", Label.REFUSED, MadeUpCalls.BUCKETS, BUCKET))));

    assertThat(compare(calls, policy()).lacking()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "iam:CreateServiceLinkedRole, first run",
    "iam:PassRole, no call of its own",
    "s3:GetObject, data events",
    "dynamodb:PutItem, data events",
    "lambda:InvokeFunction, data events",
    "kms:Decrypt, use of keys",
    "ec2:DescribeSubnets, reads are not in every trail",
    "ec2:CreateVpc, first run",
    "ec2:DeleteVpc, destroying the stack",
    "ec2:ModifyVpcAttribute, rarer change",
    "ecs:*, none was seen",
  })
  void whatIsGrantedAndNotSeenMayBeNeededStill(String action, String reason) {
    var unused = compare(calls(), policy(allow(action, "*"))).unused();

    assertThat(unused)
        .singleElement()
        .satisfies(grant -> {
          assertThat(grant.action()).isEqualTo(action);
          assertThat(grant.statement()).isEqualTo("0");
          assertThat(grant.standing()).isEqualTo(UnusedGrant.Standing.NOT_SEEN);
          assertThat(grant.reason()).contains(reason);
        });
  }

  @Test
  void aWildcardOfWhichSomeWasSeenIsWiderThanThat() {
    assertThat(compare(calls(), policy(allow("ec2:*", "*"))).unused())
        .singleElement()
        .satisfies(grant -> {
          assertThat(grant.standing()).isEqualTo(UnusedGrant.Standing.WIDER_THAN_SEEN);
          assertThat(grant.seen())
              .containsExactly("ec2:DescribeVpcs", "ec2:RunInstances", "ec2:StopInstances");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3:CreateBucket", "S3:createbucket"})
  void whatWasSeenIsNotUnused(String action) {
    assertThat(compare(calls(), policy(allow(action, "*"))).unused()).isEmpty();
  }
}
