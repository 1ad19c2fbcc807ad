package io.deploytrail.permissions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.permissions.CallNeeds;
import io.deploytrail.permissions.Label;
import io.deploytrail.permissions.Need;
import io.deploytrail.permissions.NeededResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The statements of documents.
class DocumentWriterTest {
  private static final String BUCKETS = MadeUpCalls.BUCKETS;
  private static final String BUCKET = "arn:aws:s3:::acme-logs";
  private static final String QUEUES = MadeUpCalls.QUEUES;
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:jobs";
  private static final String WORKER = "arn:aws:iam::111122223333:role/worker";

  private static CallNeeds passing(String service) {
    return new CallNeeds.Needs(
        List.of(
            new Need(
                "iam:PassRole",
                Label.IMPLIED,
                List.of(new NeededResource(WORKER, "arn:aws:iam::111122223333:role/*")),
                Map.of("iam:PassedToService", service),
                Optional.of("the call names the role"))));
  }

  @Test
  void actionsWithTheSameResourcesShareAStatement() {
    var policies =
        new MadeUpCalls()
            .used("update", 1, "s3:PutBucketTagging", BUCKETS, BUCKET)
            .used("update", 1, "s3:CreateBucket", BUCKETS, BUCKET)
            .used("update", 1, "sqs:CreateQueue", QUEUES, QUEUE)
            .policies();

    assertThat(MadeUpCalls.statements(policies, "write").stream().map(JsonNode::toString))
        .containsExactly(
            "{\"Sid\":\"S3Grant1\",\"Effect\":\"Allow\",\"Action\":[\"s3:CreateBucket\",\"s3:PutBucketTagging\"],\"Resource\":[\"arn:aws:s3:::acme-logs\"]}",
            "{\"Sid\":\"SqsGrant1\",\"Effect\":\"Allow\",\"Action\":[\"sqs:CreateQueue\"],\"Resource\":[\"arn:aws:sqs:eu-west-1:111122223333:jobs\"]}");
  }

  @Test
  void aRoleIsPassedInAStatementOfItsOwn() {
    var policies =
        new MadeUpCalls()
            .add("update", 1, "lambda:CreateFunction", passing("lambda.amazonaws.com"))
            .add("update", 1, "ecs:RegisterTaskDefinition", passing("ecs-tasks.amazonaws.com"))
            .used("update", 1, "iam:GetRole", "arn:aws:iam::111122223333:role/*", WORKER)
            .policies();

    assertThat(MadeUpCalls.statements(policies, "write"))
        .filteredOn(statement -> statement.path("Action").toString().contains("PassRole"))
        .hasSize(2)
        .allSatisfy(statement -> assertThat(statement.path("Action")).hasSize(1))
        .extracting(
            statement -> statement.at("/Condition/StringEquals/iam:PassedToService").asText())
        .containsExactly("ecs-tasks.amazonaws.com", "lambda.amazonaws.com");
  }

  /// Not every service says to whom a role is passed.
  @Test
  void itIsPassedAloneWithoutAConditionToo() {
    var roles = "arn:aws:iam::111122223333:role/*";
    var policies =
        new MadeUpCalls()
            .used("update", 1, "iam:PassRole", roles, WORKER)
            .used("update", 1, "iam:GetRole", roles, WORKER)
            .policies();

    assertThat(MadeUpCalls.statements(policies, "write"))
        .extracting(statement -> statement.path("Action").toString())
        .containsExactly("[\"iam:GetRole\"]", "[\"iam:PassRole\"]");
  }

  @Test
  void theRegionIsAConditionWhereTheResourceNamesNone() {
    var policies =
        new MadeUpCalls()
            .used("update", 1, "ec2:DescribeVpcs", "*", "*")
            .used("update", 1, "iam:ListRoles", "*", "*")
            .used("update", 1, "s3:ListAllMyBuckets", "*", "*")
            .used("update", 1, "ec2:RunInstances", MadeUpCalls.INSTANCES, MadeUpCalls.INSTANCES)
            .policies();

    assertThat(MadeUpCalls.statements(policies, "write"))
        .filteredOn(statement -> statement.has("Condition"))
        .singleElement()
        .satisfies(statement -> {
          assertThat(statement.path("Action").toString()).isEqualTo("[\"ec2:DescribeVpcs\"]");
          assertThat(statement.at("/Condition/StringEquals/aws:RequestedRegion").asText())
              .isEqualTo("eu-west-1");
        });
  }

  @Test
  void callsOfSeveralRegionsHaveNoSuchCondition() {
    var policies =
        new MadeUpCalls()
            .used("update", 1, "ec2:DescribeVpcs", "*", "*")
            .in("us-east-1")
            .used("update", 1, "ec2:DescribeVpcs", "*", "*")
            .policies();

    assertThat(MadeUpCalls.statements(policies, "write"))
        .noneSatisfy(statement -> assertThat(statement.has("Condition")).isTrue());
  }

  @Test
  void aLongPolicyIsSplitAndThatIsSaid() {
    var calls = new MadeUpCalls();
    IntStream.range(0, 190)
        .forEach(number ->
            calls.used(
                "update",
                1,
                "s3:CreateBucket",
                BUCKETS,
                BUCKET + "-quite".repeat(8) + "-" + number));
    calls.used("update", 1, "sqs:CreateQueue", QUEUES, QUEUE);
    var policies = calls.policies();
    var documents = MadeUpCalls.role(policies, "write").documents();

    assertThat(documents)
        .extracting(PolicyDocument::name)
        .containsExactly("write-1", "write-2", "write-3", "write-4");
    assertThat(documents)
        .allSatisfy(document ->
            assertThat(document.length()).isLessThanOrEqualTo(PolicyDocument.MAX_LENGTH));
    assertThat(
            documents.stream()
                .flatMap(document -> document.statements().stream())
                .flatMap(statement -> statement.resources().stream()))
        .hasSize(191)
        .doesNotHaveDuplicates();
    assertThat(
            documents.stream()
                .flatMap(document -> document.statements().stream())
                .map(PolicyStatement::sid))
        .doesNotHaveDuplicates();
    assertThat(policies.notes())
        .contains("write takes 4 policies, since one holds 6,144 characters: write-1 to write-4");
  }
}
