package io.deploytrail.cli.trail;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// The way to S3, with the credentials of the default chain, whatever Region a bucket is in;
/// nothing is looked up before the first object is. Safe for many threads.
public final class Buckets implements AutoCloseable {
  private @Nullable S3Client client;

  synchronized S3Client client() {
    if (client == null) {
      client = S3Client.builder().crossRegionAccessEnabled(true).build();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
