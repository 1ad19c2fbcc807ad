package io.deploytrail.integration.engines;

import static java.util.Objects.requireNonNull;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/// LocalStack, an emulation of AWS, in a container, and the clients of its services.
record LocalStack(LocalStackContainer container) implements AutoCloseable {
  /// The last image that asks for no account.
  static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

  static final String ACCOUNT = "111122223333";

  /// Where LocalStack looks for what its state machines evaluate JSONata with, and downloads it to.
  private static final String LIBRARIES = "/var/lib/localstack/lib/jsonata/0.9.7/";

  /// The tests have the same, so that nothing need be downloaded.
  private static final Map<String, Class<?>> EXPRESSIONS =
      Map.of(
          "jsonata-0.9.7.jar", Jsonata.class,
          "jackson-databind.jar", ObjectMapper.class,
          "jackson-core.jar", JsonFactory.class,
          "jackson-annotations.jar", JsonInclude.class);

  private static final PortBinding LOOPBACK =
      new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(4566));

  private static MountableFile jar(Class<?> type) {
    try {
      var jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      return MountableFile.forHostPath(jar);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the jar of " + type, e);
    }
  }

  static LocalStack start() {
    var container = new LocalStackContainer(IMAGE);
    container.withCreateContainerCmdModifier(
        command -> requireNonNull(command.getHostConfig()).withPortBindings(LOOPBACK));
    EXPRESSIONS.forEach(
        (name, type) -> container.withCopyFileToContainer(jar(type), LIBRARIES + name));
    container.start();
    return new LocalStack(container);
  }

  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(container.getEndpoint())
        .region(Region.of(container.getRegion()))
        // LocalStack takes a key that is an account's number for a key of that account.
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(ACCOUNT, container.getSecretKey())))
        .build();
  }

  @Override
  public void close() {
    container.stop();
  }
}
