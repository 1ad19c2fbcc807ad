package io.deploytrail.cli.doctor;

import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The ways to the services of one Region, with the credentials of the default chain.
record Regional(
    String region,
    CloudTrailClient trails,
    EventBridgeClient rules,
    SqsClient queues,
    CloudWatchClient metrics,
    LambdaClient functions,
    S3Client buckets)
    implements AutoCloseable {
  static Regional in(Region region) {
    return new Regional(
        region.id(),
        CloudTrailClient.builder().region(region).build(),
        EventBridgeClient.builder().region(region).build(),
        SqsClient.builder().region(region).build(),
        CloudWatchClient.builder().region(region).build(),
        LambdaClient.builder().region(region).build(),
        S3Client.builder().region(region).build());
  }

  @Override
  public void close() {
    List.<SdkAutoCloseable>of(trails, rules, queues, metrics, functions, buckets)
        .forEach(SdkAutoCloseable::close);
  }
}
