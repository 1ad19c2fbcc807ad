package io.deploytrail.integration.ingestion;

import java.io.ByteArrayInputStream;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// A bucket that holds under each key what `contents` says; nothing under a key with `gone`.
public record FakeBucket(Function<String, byte[]> contents) implements S3Client {
  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    if (request.key().contains("gone")) {
      throw NoSuchKeyException.builder()
          .statusCode(404)
          .message("The specified key does not exist.")
          .build();
    }
    var content = new ByteArrayInputStream(contents.apply(request.key()));
    return new ResponseInputStream<>(
        GetObjectResponse.builder().build(), AbortableInputStream.create(content));
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
