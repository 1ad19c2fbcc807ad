package io.deploytrail.integration.engines;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sts.StsClient;

/// What each function may do and what it must not, with the policies of template.yaml.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PermissionsIT {
  private final MiniStack engine = MiniStack.start();
  private final DeployedService service = DeployedService.withAllPermissions(engine);

  private final Map<String, AwsCredentials> sessions =
      Attempts.ALL.stream().collect(Collectors.toMap(Function.identity(), this::sessionOf));

  PermissionsIT() {
    service.tables.createTable(request ->
        request
            .tableName(Attempts.ANOTHER_TABLE)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("accessKeyId")
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(
                KeySchemaElement.builder()
                    .attributeName("accessKeyId")
                    .keyType(KeyType.HASH)
                    .build())
            .billingMode(BillingMode.PAY_PER_REQUEST));
    service.buckets.putObject(
        request -> request.bucket(service.bucket(Attempts.LOG_EVENTS)).key(Attempts.LOG_FILE),
        RequestBody.fromString("{}"));
    for (var key : List.of(Attempts.LOG_FILE, Attempts.ANOTHER_FILE)) {
      service.buckets.putObject(
          request -> request.bucket(Attempts.TRAIL).key(key), RequestBody.fromString("{}"));
    }
  }

  @AfterAll
  void stop() {
    service.close();
    engine.close();
  }

  private AwsCredentials session(String function) {
    return requireNonNull(sessions.get(function), function);
  }

  /// Credentials of the function's role, as Lambda would get them.
  private AwsCredentials sessionOf(String function) {
    var role = service.roleOf(function);
    // The role trusts Lambda alone; its permissions stay as they are.
    service.iam.updateAssumeRolePolicy(request ->
        request
            .roleName(role)
            .policyDocument(
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                "Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"sts:AssumeRole"}]}\
                """
                    .formatted(MiniStack.ACCOUNT)));
    var arn = "arn:aws:iam::%s:role/%s".formatted(MiniStack.ACCOUNT, role);
    try (var sts = engine.client(StsClient.builder(), MiniStack.ROOT)) {
      var issued =
          sts.assumeRole(request -> request.roleArn(arn).roleSessionName("test")).credentials();
      return AwsSessionCredentials.create(
          issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }
  }

  static Stream<Attempts.Attempt> attempts() {
    return Attempts.ATTEMPTS.stream();
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void nobodyDoesWhatIsNotHis(Attempts.Attempt attempt) {
    for (var function : attempt.mayNot()) {
      var refusal =
          catchThrowableOfType(
              AwsServiceException.class,
              () -> attempt.request().accept(service, session(function)));

      assertThat(refusal).as("%s %s", function, attempt.what()).isNotNull();
      assertThat(refusal.statusCode()).as("%s", refusal).isIn(400, 403);
      assertThat(refusal.awsErrorDetails().errorCode()).contains("AccessDenied");
    }
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void everybodyDoesWhatIsHis(Attempts.Attempt attempt) {
    for (var function : attempt.may()) {
      assertThatCode(() -> attempt.request().accept(service, session(function)))
          .as("%s %s", function, attempt.what())
          .doesNotThrowAnyException();
    }
  }
}
