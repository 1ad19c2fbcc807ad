package io.deploytrail.permissions.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.deploytrail.permissions.CallNeeds;
import io.deploytrail.permissions.Label;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which resources are granted for those that were seen.
class ResourceGeneralizationTest {
  private static final String BUCKETS = MadeUpCalls.BUCKETS;
  private static final String INSTANCES = MadeUpCalls.INSTANCES;
  private static final String INSTANCE =
      "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0";

  private static String bucket(String name) {
    return "arn:aws:s3:::" + name;
  }

  private static String suffixed(int number) {
    return bucket("site-%07x".formatted(0x1a2b3c4 + number));
  }

  @Test
  void aChosenNameIsGrantedAsItIs() {
    var calls =
        new MadeUpCalls().used("update", 1, "s3:CreateBucket", BUCKETS, bucket("acme-logs"));

    assertThat(calls.resources("s3:CreateBucket")).containsExactly(bucket("acme-logs"));
    assertThat(calls.reason("s3:CreateBucket")).isEmpty();
  }

  @Test
  void whatSeveralRunsUsedIsGrantedAsItIs() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "ec2:StopInstances", INSTANCES, INSTANCE)
            .used("refresh", 2, "ec2:StartInstances", INSTANCES, INSTANCE);

    assertThat(calls.resources("ec2:StopInstances")).containsExactly(INSTANCE);
  }

  @Test
  void anIdOfOneRunIsItsType() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "ec2:StopInstances", INSTANCES, INSTANCE)
            .used("update", 1, "ec2:StopInstances", INSTANCES, INSTANCE + "1");

    assertThat(calls.resources("ec2:StopInstances")).containsExactly(INSTANCES);
    assertThat(calls.reason("ec2:StopInstances")).contains("seen in one run only");
  }

  @Test
  void idsWithoutANameAreTheirTypeHoweverMany() {
    var calls = new MadeUpCalls();
    for (var run = 0; run < 5; run++) {
      var instance = INSTANCE.substring(0, INSTANCE.length() - 1) + run;
      calls.used("update", run, "ec2:StopInstances", INSTANCES, instance);
    }

    assertThat(calls.resources("ec2:StopInstances")).containsExactly(INSTANCES);
  }

  @Test
  void twoNamesThatChangeAreTheirTypeAndThreeAreAPrefix() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "s3:CreateBucket", BUCKETS, suffixed(1))
            .used("update", 2, "s3:CreateBucket", BUCKETS, suffixed(2));
    assertThat(calls.resources("s3:CreateBucket")).containsExactly(BUCKETS);
    assertThat(calls.reason("s3:CreateBucket")).contains("fewer than 3 times");

    calls.used("update", 3, "s3:CreateBucket", BUCKETS, suffixed(3));
    assertThat(calls.resources("s3:CreateBucket")).containsExactly(bucket("site-*"));
    assertThat(calls.reason("s3:CreateBucket")).contains("site-");
  }

  @Test
  void namesThatStayAreNoPrefix() {
    var calls = new MadeUpCalls();
    for (var run = 0; run < 2; run++) {
      calls.used(
          "update", run, "s3:PutBucketTagging", BUCKETS, suffixed(1), suffixed(2), suffixed(3));
    }

    assertThat(calls.resources("s3:PutBucketTagging"))
        .containsExactly(suffixed(1), suffixed(2), suffixed(3));
  }

  @Test
  void whatIsWithinSomethingThatStaysIsNarrowedToIt() {
    var calls = new MadeUpCalls().used("update", 0, "s3:CreateBucket", BUCKETS, suffixed(1));
    for (var run = 1; run < 4; run++) {
      calls.used(
          "update",
          run,
          "s3:PutObject",
          "arn:aws:s3:::*/*",
          suffixed(1) + "/app.1a2b3c4" + run + ".js");
    }

    assertThat(calls.resources("s3:PutObject")).containsExactly(suffixed(1) + "/app.*");
    assertThat(calls.resources("s3:CreateBucket")).containsExactly(suffixed(1));
  }

  @Test
  void veryManyAreWhatTheyAreWithin() {
    var calls = new MadeUpCalls();
    IntStream.range(0, 300)
        .forEach(number ->
            calls.used(
                "update",
                1,
                "s3:PutObject",
                "arn:aws:s3:::*/*",
                bucket("acme-site/page-") + number));

    assertThat(calls.resources("s3:PutObject")).containsExactly(bucket("acme-site/*"));
    assertThat(calls.reason("s3:PutObject")).contains("more than 200");
  }

  @Test
  void veryManyOfOneTypeAreTheType() {
    var calls = new MadeUpCalls();
    IntStream.range(0, 300)
        .forEach(number ->
            calls.used("update", 1, "s3:CreateBucket", BUCKETS, bucket("acme-" + number)));

    assertThat(calls.resources("s3:CreateBucket")).containsExactly(BUCKETS);
  }

  @Test
  void signsOfANameAreNoWildcards() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "s3:PutObject", "arn:aws:s3:::*/*", bucket("b/$a/{x}/[$L]"));

    assertThat(calls.resources("s3:PutObject")).containsExactly(bucket("b/${$}a/{x}/[${$}L]"));
  }

  @Test
  void accountAndRegionArePinnedWhereAllCallsAgree() {
    var instances = "arn:aws:ec2:%s:%s:instance/*";
    var here = instances.formatted("eu-west-1", "111122223333");
    var calls =
        new MadeUpCalls()
            .used("update", 1, "ec2:RunInstances", here, here)
            .used("update", 2, "ec2:RunInstances", here, here);
    assertThat(calls.resources("ec2:RunInstances")).containsExactly(here);

    var elsewhere = instances.formatted("us-east-1", "111122223333");
    calls.used("update", 3, "ec2:RunInstances", elsewhere, elsewhere);
    assertThat(calls.resources("ec2:RunInstances"))
        .containsExactly(instances.formatted("*", "111122223333"));
    assertThat(calls.reason("ec2:RunInstances")).isEqualTo("calls in several Regions");

    var others = instances.formatted("eu-west-1", "444455556666");
    calls.used("update", 3, "ec2:RunInstances", others, others);
    assertThat(calls.resources("ec2:RunInstances")).containsExactly(instances.formatted("*", "*"));
  }

  @Test
  void aPatternOfTheCallsOwnIsKept() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "s3:DeleteObject", "arn:aws:s3:::*/*", bucket("acme-site/*"));

    assertThat(calls.resources("s3:DeleteObject")).containsExactly(bucket("acme-site/*"));
  }

  @Test
  void whatIsNotOfItsTypesPatternIsKeptBeside() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "ec2:StopInstances", INSTANCES, INSTANCE)
            .used("update", 1, "ec2:StopInstances", INSTANCES, "arn:aws:ec2:::other");

    assertThat(calls.resources("ec2:StopInstances"))
        .containsExactly("arn:aws:ec2:::other", INSTANCES);
  }

  @Test
  void whatAwsRefusedSaysNothingOfWhatWasUsed() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "s3:CreateBucket", BUCKETS, bucket("mine"))
            .add(
                "update",
                2,
                "s3:CreateBucket",
                new CallNeeds.Needs(
                    List.of(
                        MadeUpCalls.need(
                            "s3:CreateBucket", Label.REFUSED, BUCKETS, bucket("theirs")))));

    assertThat(calls.policies().actions())
        .extracting(NeededAction::label, action -> action.resources().getFirst().text())
        .containsExactly(tuple(Label.USED, bucket("mine")), tuple(Label.REFUSED, bucket("theirs")));
  }
}
