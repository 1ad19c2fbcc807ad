package io.deploytrail.resources;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/// A call as far as it names resources: where it went, which it was, and its mentions.
///
/// `service` is `ecr` of the event source `ecr.amazonaws.com`; what a record does not say is empty.
public record NamingCall(
    String service, String event, String account, String region, List<Mention> mentions) {
  /// "AWS Regions" of partitions: by the beginnings of their names.
  private static final Map<String, String> PARTITIONS =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "eusc-", "aws-eusc",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "eu-isoe-", "aws-iso-e",
          "us-isof-", "aws-iso-f");

  public NamingCall {
    requireNonNull(service, "service");
    requireNonNull(event, "event");
    requireNonNull(account, "account");
    requireNonNull(region, "region");
    mentions = List.copyOf(mentions);
  }

  /// Whether a bare name in this call is that of a resource of the ARN's partition, account and
  /// Region.
  boolean wentTo(Arn arn) {
    return partition(region).equals(arn.partition())
        && (arn.region().isEmpty() || arn.region().equals(region))
        && (arn.account().isEmpty() || arn.account().equals(account));
  }

  boolean isToServiceOf(Arn arn) {
    return Fields.serviceOf(service).equals(arn.service());
  }

  static String partition(String region) {
    return PARTITIONS.entrySet().stream()
        .filter(entry -> region.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("aws");
  }
}
