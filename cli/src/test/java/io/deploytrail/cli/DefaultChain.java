package io.deploytrail.cli;

import java.util.Map;

/// The settings that lead AWS's default chains to a server on loopback, until they are closed.
record DefaultChain(Map<String, String> settings) implements AutoCloseable {
  /// `endpoint` is the property that names the endpoint of one service, or of all.
  static DefaultChain to(String endpoint, int port) {
    var settings =
        Map.of(
            endpoint,
            "http://127.0.0.1:" + port,
            "aws.region",
            "us-east-1",
            "aws.accessKeyId",
            "AKIAEXAMPLE",
            "aws.secretAccessKey",
            "secret");
    settings.forEach(System::setProperty);
    return new DefaultChain(settings);
  }

  @Override
  public void close() {
    settings.keySet().forEach(System::clearProperty);
  }
}
