package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Home;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/// MiniStack, an emulation of AWS without containers, as a process on loopback: it enforces IAM's
/// policies and runs functions as processes.
final class MiniStack implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final Region REGION = Region.US_EAST_1;

  /// MiniStack takes an account's number for the key of its root user.
  static final AwsCredentials ROOT = AwsBasicCredentials.create(ACCOUNT, "test");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path PYTHON =
      Home.file("pom.xml").resolveSibling(".engines/ministack/bin/python");
  private static final Path DEPLOY = Home.file("integration-tests/engines/deploy.py");
  private static final Path TARGET = Home.file("integration-tests").resolve("target");

  private final URI endpoint;
  private final Process process;
  private final Path log;

  private MiniStack(URI endpoint, Process process, Path log) {
    this.endpoint = endpoint;
    this.process = process;
    this.log = log;
  }

  /// Skips the tests, with the reason, where MiniStack is not installed.
  static MiniStack start() {
    assumeTrue(
        Files.isExecutable(PYTHON),
        "MiniStack is not installed; integration-tests/engines/install ministack does it");
    try {
      var port = freePort();
      var log = Files.createDirectories(TARGET).resolve("ministack-" + port + ".log");
      var builder = new ProcessBuilder(PYTHON.toString(), "-m", "ministack");
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      var environment = builder.environment();
      environment.keySet().removeIf(name -> name.startsWith("AWS_"));
      environment.putAll(
          Map.of(
              "BIND_HOST", "127.0.0.1",
              "GATEWAY_PORT", Integer.toString(port),
              "SFTP_ENABLED", "0",
              "IOT_MTLS_ENABLED", "0",
              "AUTH", "true",
              "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
              "TMPDIR", Files.createDirectories(TARGET.resolve("ministack")).toString()));
      // The functions are started by "java".
      environment.put(
          "PATH",
          Path.of(System.getProperty("java.home", ""), "bin")
              + File.pathSeparator
              + environment.getOrDefault("PATH", ""));
      var stack = new MiniStack(URI.create("http://127.0.0.1:" + port), builder.start(), log);
      stack.awaitHealth();
      return stack;
    } catch (IOException e) {
      throw new AssertionError("MiniStack did not start", e);
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitHealth() {
    var request = HttpRequest.newBuilder(endpoint.resolve("/_ministack/health")).build();
    try (var client = HttpClient.newHttpClient()) {
      Patience.of(PATIENCE)
          .until(() -> {
            assertThat(process.isAlive()).as("MiniStack runs; its log is %s", log).isTrue();
            assertThatCode(() -> client.send(request, BodyHandlers.discarding()))
                .as("MiniStack answers; its log is %s", log)
                .doesNotThrowAnyException();
          });
    }
  }

  URI endpoint() {
    return endpoint;
  }

  /// A client of that service, with those credentials.
  <B extends AwsClientBuilder<B, C>, C> C client(B builder, AwsCredentials credentials) {
    return client(builder, credentials, REGION);
  }

  <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, AwsCredentials credentials, Region region) {
    return builder
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  /// Deploys a template with the functions' zips, and returns the stack's outputs.
  Map<String, String> deploy(String template, Map<String, String> parameters) {
    var command =
        new ArrayList<>(
            List.of(
                PYTHON.toString(),
                DEPLOY.toString(),
                endpoint.toString(),
                TARGET.resolve("runtime").toString(),
                Home.file(template).toString()));
    parameters.forEach((name, value) -> command.add(name + "=" + value));
    try {
      var deployment =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var outputs = new String(deployment.getInputStream().readAllBytes(), UTF_8);
      assertThat(deployment.waitFor()).as("exit code of deploy.py").isZero();
      return new ObjectMapper().readValue(outputs, new TypeReference<>() {});
    } catch (IOException e) {
      throw new AssertionError("the template was not deployed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the template was deployed", e);
    }
  }

  /// Ends the process, and with it those of the functions.
  @Override
  public void close() {
    var functions = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    functions.forEach(ProcessHandle::destroy);
  }
}
