package io.deploytrail.cloudtrail.reader;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// What EventBridge says of the event around a record; only AWS can put events with an `aws.`
/// source.
public record Envelope(
    Optional<String> source,
    Optional<String> detailType,
    Optional<String> account,
    Optional<String> region) {
  public Envelope {
    requireNonNull(source, "source");
    requireNonNull(detailType, "detailType");
    requireNonNull(account, "account");
    requireNonNull(region, "region");
  }
}
