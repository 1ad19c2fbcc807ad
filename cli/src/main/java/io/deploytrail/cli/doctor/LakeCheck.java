package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.cli.ask.DeployedStack;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Whether the bucket of results and of the lake is there, and the lake has been filled. Whether it
/// is complete its alarms say, and the saved query *Is the lake complete?*.
final class LakeCheck {
  private static final String NAME = "lake";

  private final S3Client buckets;
  private final String region;
  private final String bucket;

  LakeCheck(Regional regional, DeployedStack stack) {
    this.buckets = regional.buckets();
    this.region = regional.region();
    this.bucket = stack.output("BucketName");
  }

  List<Finding> findings() {
    try {
      var files =
          ask(
                  "s3:ListBucket",
                  "arn:*:s3:::" + bucket,
                  () ->
                      buckets.listObjectsV2(request ->
                          request.bucket(bucket).prefix("lake/deployment_calls/").maxKeys(1)))
              .contents();
      return List.of(
          files.isEmpty()
              ? Finding.advice(
                  NAME,
                  region,
                  "the lake in %s is empty".formatted(bucket),
                  "fill it with the days that you care for: docs/athena.md, step 4")
              : Finding.ok(NAME, region, "%s has the lake's files".formatted(bucket)));
    } catch (S3Exception e) {
      if (e.statusCode() != 404) {
        throw e;
      }
      return List.of(
          Finding.problem(
              NAME,
              region,
              "the bucket %s is gone: no query can leave its result".formatted(bucket),
              "deploy a new stack, with another DatabaseName, and fill its lake: docs/athena.md#the-lake"));
    }
  }
}
