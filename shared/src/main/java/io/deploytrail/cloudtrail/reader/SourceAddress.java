package io.deploytrail.cloudtrail.reader;

import java.util.Optional;

/// A record's `sourceIPAddress`, which names a service where one made the call ("CloudTrail record
/// contents", AWS CloudTrail User Guide).
public final class SourceAddress {
  public static final String SERVICE_END = ".amazonaws.com";
  public static final String INTERNAL = "AWS Internal";

  private SourceAddress() {}

  /// The service that it names; empty for an address.
  static Optional<String> service(Optional<String> sourceIpAddress) {
    return sourceIpAddress.filter(text -> text.endsWith(SERVICE_END) || text.equals(INTERNAL));
  }
}
