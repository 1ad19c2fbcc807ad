package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.console.Home;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// The SAM CLI with the template's functions in containers.
final class SamLocal {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path SAM = Home.file("pom.xml").resolveSibling(".engines/sam/bin/sam");
  private static final Path TARGET = Home.file("integration-tests").resolve("target");
  private static final String ARCHITECTURE =
      System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
  private static final DockerImageName IMAGE =
      DockerImageName.parse("public.ecr.aws/lambda/java:25-" + ARCHITECTURE);

  private final Path template;
  private final Path environment;

  private SamLocal(Path template, Path environment) {
    this.template = template;
    this.environment = environment;
  }

  /// Skips the tests, with the reason, where the SAM CLI or its image cannot be had.
  static void assumeThere() {
    assumeTrue(
        Files.isExecutable(SAM),
        "the SAM CLI is not installed; integration-tests/engines/install sam does it");
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "sam local needs a Docker engine (docker info must answer)");
    assumeTrue(isThere(IMAGE), "sam local needs the image " + IMAGE);
  }

  /// `endpoints` by the name of the variable that the SDK reads.
  static SamLocal of(Map<String, String> endpoints, JsonNode environment) throws IOException {
    var target = Files.createDirectories(TARGET.resolve("sam-local"));
    return new SamLocal(
        Files.writeString(target.resolve("template.yaml"), template(endpoints)),
        Files.writeString(target.resolve("environment.json"), environment.toString()));
  }

  private static boolean isThere(DockerImageName image) {
    try {
      return !new RemoteDockerImage(image).get().isEmpty();
    } catch (ContainerFetchException _) {
      return false;
    }
  }

  /// The template, with endpoints among the functions' variables, since sam local passes on only
  /// those that the template names; and with absolute paths.
  private static String template(Map<String, String> endpoints) throws IOException {
    var lines = Files.readAllLines(Home.file(Template.HOME), UTF_8);
    var globals = lines.indexOf("      Variables:");
    assertThat(globals).as("Globals/Function/Environment/Variables").isPositive();
    var variables =
        endpoints.entrySet().stream()
            .map(endpoint -> "        " + endpoint.getKey() + ": " + endpoint.getValue());
    return Stream.of(
            lines.subList(0, globals + 1).stream(),
            variables,
            lines.subList(globals + 1, lines.size()).stream())
        .flatMap(part -> part)
        .map(
            line -> line.replace("CodeUri: functions/", "CodeUri: " + Home.file("functions") + "/"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private Process start(Path errors, List<String> command) throws IOException {
    var all = new ArrayList<>(List.of(SAM.toString(), "local"));
    all.addAll(command);
    all.addAll(
        List.of(
            "--template",
            template.toString(),
            "--env-vars",
            environment.toString(),
            "--parameter-overrides",
            "Architecture=" + ARCHITECTURE,
            "--docker-network",
            "host",
            "--region",
            MiniStack.REGION.id(),
            "--skip-pull-image"));
    var builder = new ProcessBuilder(all).redirectError(errors.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SAM_CLI_TELEMETRY", "0",
                "AWS_ACCESS_KEY_ID", MiniStack.ROOT.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", MiniStack.ROOT.secretAccessKey()));
    return builder.start();
  }

  /// `sam local invoke`: what the function answers to that event.
  JsonNode invoke(String function, Path event) throws IOException, InterruptedException {
    var errors = TARGET.resolve("sam-local/" + function + ".log");
    var process = start(errors, List.of("invoke", function, "--event", event.toString()));
    var output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as("exit code of sam; its log is %s", errors).isZero();
    return Corpus.json(output);
  }

  /// `sam local start-lambda`, and a client of it.
  Service service() throws IOException {
    var port = MiniStack.freePort();
    var log = TARGET.resolve("sam-local/start-lambda.log");
    var process =
        start(
            log,
            List.of(
                "start-lambda",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--warm-containers",
                "LAZY"));
    Patience.of(PATIENCE)
        .until(() -> {
          assertThat(process.isAlive()).as("sam runs; its log is %s", log).isTrue();
          assertThatCode(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
              .doesNotThrowAnyException();
        });
    var client =
        LambdaClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(MiniStack.REGION)
            .credentialsProvider(StaticCredentialsProvider.create(MiniStack.ROOT))
            .build();
    return new Service(process, client);
  }

  /// A running `sam local start-lambda`.
  record Service(Process process, LambdaClient client) implements AutoCloseable {
    JsonNode invoke(String function, byte[] event) {
      var answer =
          client.invoke(
              request -> request.functionName(function).payload(SdkBytes.fromByteArray(event)));
      return Corpus.json(answer.payload().asByteArray());
    }

    /// Lets sam remove its containers.
    @Override
    public void close() {
      client.close();
      process.destroy();
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("sam has ended").isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while sam ended", e);
      }
    }
  }
}
