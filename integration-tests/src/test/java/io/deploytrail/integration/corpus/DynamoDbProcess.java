package io.deploytrail.integration.corpus;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// DynamoDB Local as a process of its own, with a port and without tables.
public record DynamoDbProcess(Process process, URI endpoint) implements AutoCloseable {
  /// Listens on that address.
  public static DynamoDbProcess start(String address) throws IOException {
    var module = Home.file("dynamodb-local").resolve("target");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-cp",
                module.resolve("classes") + ":" + module.resolve("lib") + "/*",
                "io.deploytrail.dynamodb.DynamoDbLocalServer",
                address,
                Home.file("template.yaml").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var endpoint =
        process
            .inputReader()
            .lines()
            .filter(line -> line.startsWith("http://"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("DynamoDB Local did not start"));
    return new DynamoDbProcess(process, URI.create(endpoint));
  }

  /// A client of it, straight or through what stands before it at another endpoint.
  public static DynamoDbClientBuilder client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "anything")));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
