package io.deploytrail.permissions.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What the tests' actions are.
record MadeUpFacts() implements ActionFacts {
  private static final Pattern READS = Pattern.compile("[^:]*:(Get|List|Describe).*");
  private static final Pattern WITHOUT_RESOURCES =
      Pattern.compile("ec2:Describe(Instances|SecurityGroups)|kms:CreateKey|sts:GetCallerIdentity");
  private static final Map<String, List<String>> COUNTERPARTS =
      Map.of(
          "s3:CreateBucket", List.of("s3:DeleteBucket", "s3:GetBucketTagging"),
          "ec2:RunInstances", List.of("ec2:TerminateInstances", "ec2:DescribeInstances"));

  @Override
  public boolean isMutation(String action) {
    return !READS.matcher(action).matches();
  }

  @Override
  public boolean knowsResources(String action) {
    return !WITHOUT_RESOURCES.matcher(action).matches();
  }

  @Override
  public List<String> counterparts(String action) {
    return COUNTERPARTS.getOrDefault(action, List.of());
  }
}
