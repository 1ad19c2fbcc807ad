package io.deploytrail.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.permissions.CallNeeds.Needs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CounterpartsTest {
  @ParameterizedTest
  @CsvSource({
    "s3:CreateBucket, s3:DeleteBucket s3:ListBucket",
    "s3:PutBucketPolicy, s3:DeleteBucketPolicy s3:GetBucketPolicy",
    "ec2:RunInstances, ec2:TerminateInstances ec2:DescribeInstances",
    "ec2:CreateVpc, ec2:DeleteVpc ec2:DescribeVpcs",
    "ec2:AllocateAddress, ec2:ReleaseAddress ec2:DescribeAddresses",
    "ec2:AuthorizeSecurityGroupIngress, ec2:RevokeSecurityGroupIngress",
    "ec2:AttachInternetGateway, ec2:DetachInternetGateway ec2:DescribeInternetGateways",
    "iam:CreateRole, iam:DeleteRole iam:GetRole iam:ListRoles",
    "iam:PutRolePolicy, iam:DeleteRolePolicy iam:GetRolePolicy iam:ListRolePolicies",
    "rds:AddTagsToResource, rds:RemoveTagsFromResource",
    "kms:CreateKey, kms:ScheduleKeyDeletion kms:DescribeKey kms:ListKeys",
    "lambda:CreateFunction, lambda:DeleteFunction lambda:GetFunction lambda:ListFunctions",
    "sqs:CreateQueue, sqs:DeleteQueue sqs:ListQueues",
  })
  void whatWasMadeCanBeReadAndUndone(String made, String counterparts) {
    assertThat(Counterparts.of(made)).containsExactly(counterparts.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"s3:GetObject", "ec2:DeleteVpc", "iam:ListRoles", "example:CreateThing"})
  void whatMakesNothingHasNone(String action) {
    assertThat(Counterparts.of(action)).isEmpty();
  }

  @Test
  void theyAreOfTheResourcesThatWereMade() {
    assertThat(of("dynamodb:CreateTable", "{\"tableName\":\"orders\"}"))
        .extracting(need -> need.action() + " " + need.resources().getFirst().arn())
        .containsExactly(
            "dynamodb:DeleteTable arn:aws:dynamodb:us-east-1:111122223333:table/orders",
            "dynamodb:DescribeTable arn:aws:dynamodb:us-east-1:111122223333:table/orders",
            "dynamodb:ListTables *");
    assertThat(of("dynamodb:CreateTable", "{\"tableName\":\"orders\"}"))
        .allSatisfy(need -> assertThat(need.label()).isEqualTo(Label.COUNTERPART));
  }

  @Test
  void whatAwsNamesIsUndoneByPattern() {
    assertThat(of("ec2:CreateSubnet", "{\"vpcId\":\"vpc-0a1b2c3d4e5f60718\"}").getFirst())
        .satisfies(need -> {
          assertThat(need.action()).isEqualTo("ec2:DeleteSubnet");
          assertThat(need.resources())
              .extracting(NeededResource::arn)
              .containsExactly("arn:aws:ec2:us-east-1:111122223333:subnet/*");
        });
  }

  private static List<Need> of(String call, String request) {
    return CallPermissions.of(RecordedCall.activity(call, request)) instanceof Needs(var needs)
        ? Counterparts.of(needs.getFirst())
        : List.of();
  }
}
