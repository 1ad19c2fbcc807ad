package io.deploytrail.resources;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The resources of which URLs speak: queues, buckets and objects, repositories, APIs.
///
/// Sources: "Queue and message identifiers" (Amazon SQS Developer Guide), "Accessing a bucket"
/// (Amazon S3 User Guide), "Amazon ECR private registry", "Invoke URL" (API Gateway Developer
/// Guide).
final class Urls {
  private static final String HOST = "amazonaws\\.(?:com\\.cn|com|eu)";
  private static final String REGION = "([a-z]{2,4}-[a-z0-9-]+-[0-9])";

  private static final Pattern QUEUE =
      Pattern.compile(
          "https?://(?:sqs\\.%1$s|%1$s\\.queue|queue)\\.%2$s/([0-9]{12})/([^/?]+)"
              .formatted(REGION, HOST));
  private static final Pattern S3 = Pattern.compile("s3://([^/]+)/?(.*)");
  private static final Pattern BUCKET_AS_HOST =
      Pattern.compile(
          "https?://([a-z0-9.-]+?)\\.s3(?:[.-]%s)?\\.%s(?:/(.*))?".formatted(REGION, HOST));
  private static final Pattern BUCKET_AS_PATH =
      Pattern.compile("https?://s3(?:[.-]%s)?\\.%s/([^/]+)/?(.*)".formatted(REGION, HOST));
  private static final Pattern IMAGES =
      Pattern.compile(
          "(?:https?://)?([0-9]{12})\\.dkr\\.ecr\\.%s\\.%s/([^:@]+).*".formatted(REGION, HOST));
  private static final Pattern API =
      Pattern.compile(
          "(?:https?|wss?)://([a-z0-9]+)\\.execute-api\\.%s\\.%s(?:/.*)?".formatted(REGION, HOST));
  private static final Pattern CODE =
      Pattern.compile("https?://git-codecommit\\.%s\\.%s/v1/repos/([^/]+)".formatted(REGION, HOST));

  private Urls() {}

  /// The ARNs of what that text may be the URL of; none if it is no such URL.
  static List<Arn> arns(String text) {
    // Nearly all texts end here.
    if (!text.contains("://") && !text.contains(".dkr.ecr.")) {
      return List.of();
    }
    var queue = QUEUE.matcher(text);
    if (queue.matches()) {
      return List.of(arn("sqs", region(queue), queue.group(3), queue.group(4)));
    }
    var images = IMAGES.matcher(text);
    if (images.matches()) {
      return List.of(arn("ecr", images.group(2), images.group(1), "repository/" + images.group(3)));
    }
    var api = API.matcher(text);
    if (api.matches()) {
      return List.of(
          arn("apigateway", api.group(2), "", "/restapis/" + api.group(1)),
          arn("apigateway", api.group(2), "", "/apis/" + api.group(1)));
    }
    var code = CODE.matcher(text);
    return code.matches()
        ? List.of(arn("codecommit", code.group(1), "", code.group(2)))
        : bucket(text);
  }

  private static List<Arn> bucket(String text) {
    var s3 = S3.matcher(text);
    if (s3.matches()) {
      return List.of(bucket("", s3.group(1), s3.group(2)));
    }
    var host = BUCKET_AS_HOST.matcher(text);
    if (host.matches()) {
      return List.of(bucket(host.group(2), host.group(1), host.group(3)));
    }
    var path = BUCKET_AS_PATH.matcher(text);
    return path.matches()
        ? List.of(bucket(path.group(1), path.group(2), path.group(3)))
        : List.of();
  }

  /// The URLs of that ARN's resource in calls, if it is one that calls name by URL.
  static List<String> of(Arn arn) {
    if (!arn.service().equals("sqs")) {
      return List.of();
    }
    var host =
        switch (arn.partition()) {
          case "aws-cn" -> "amazonaws.com.cn";
          case "aws-eusc" -> "amazonaws.eu";
          default -> "amazonaws.com";
        };
    var path = "/" + arn.account() + "/" + arn.resource();
    return List.of(
        "https://sqs." + arn.region() + "." + host + path,
        "https://" + arn.region() + ".queue." + host + path,
        "https://queue." + host + path);
  }

  private static Arn bucket(@Nullable String region, String bucket, @Nullable String key) {
    var resource = key == null || key.isEmpty() ? bucket : bucket + "/" + key;
    return new Arn(NamingCall.partition(region == null ? "" : region), "s3", "", "", resource);
  }

  /// The old `queue.amazonaws.com` is that of US East (N. Virginia).
  private static String region(Matcher queue) {
    if (queue.group(1) != null) {
      return queue.group(1);
    }
    return queue.group(2) == null ? "us-east-1" : queue.group(2);
  }

  private static Arn arn(String service, String region, String account, String resource) {
    return new Arn(NamingCall.partition(region), service, region, account, resource);
  }
}
