package io.deploytrail.permissions.policy;

import io.deploytrail.permissions.Label;
import io.deploytrail.permissions.Need;
import io.deploytrail.permissions.NeededResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the tests' actions are.
record MadeUpFacts() implements ActionFacts {
  private static final Pattern READS = Pattern.compile("[^:]*:(Get|List|Describe).*");
  private static final Map<String, List<String>> COUNTERPARTS =
      Map.of(
          "s3:CreateBucket", List.of("s3:DeleteBucket", "s3:GetBucketTagging"),
          "s3:PutBucketTagging", List.of("s3:GetBucketTagging"),
          "ec2:RunInstances", List.of("ec2:TerminateInstances", "ec2:DescribeInstances"));

  @Override
  public boolean isMutation(String action) {
    return !READS.matcher(action).matches();
  }

  @Override
  public List<Need> counterparts(Need made) {
    return COUNTERPARTS.getOrDefault(made.action(), List.of()).stream()
        .map(action ->
            new Need(
                action,
                Label.COUNTERPART,
                action.startsWith("ec2:Describe")
                    ? List.of(new NeededResource("*", "*"))
                    : made.resources(),
                Map.of(),
                Optional.of("goes with " + made.action())))
        .toList();
  }
}
