package io.deploytrail.integration.engines;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.integration.pages.BuiltCheckout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// The policies that `policy` makes of the trail of docs/policy.md, enforced: they allow what the
/// stack did, each in its role, and nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PolicyRoundIT {
  private static final Region REGION = Region.EU_WEST_1;
  private static final String BUCKET = "shop-assets-4f1c2aa";
  private static final String ROLE = "shop-resize-9b07d31";
  private static final String TABLE = "shop-orders";
  private static final String QUEUE = "shop-events";
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
      "Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"sts:AssumeRole"}]}\
      """
          .formatted(MiniStack.ACCOUNT);

  private final MiniStack engine = MiniStack.start();
  private Map<String, Clients> roles = Map.of();

  @BeforeAll
  void makeRoles(@TempDir Path folder) throws IOException, InterruptedException {
    var checkout = BuiltCheckout.in(folder);
    checkout.run("./deploytrail index docs/policy/trail.json");
    var documents =
        new ObjectMapper()
            .readTree(
                String.join(
                    "\n",
                    checkout.run(
                        "./deploytrail policy acme/shop/prod --from 2026-11-01 --to 2026-11-30 --format policy")));
    roles = Map.of("read", role("read", documents), "write", role("write", documents));
  }

  @AfterAll
  void stop() {
    roles.values().forEach(Clients::close);
    engine.close();
  }

  private Clients role(String name, JsonNode documents) {
    try (var iam = engine.client(IamClient.builder(), MiniStack.ROOT);
        var sts = engine.client(StsClient.builder(), MiniStack.ROOT)) {
      var arn =
          iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST))
              .role()
              .arn();
      iam.putRolePolicy(request ->
          request.roleName(name).policyName(name).policyDocument(documents.path(name).toString()));
      var issued =
          sts.assumeRole(request -> request.roleArn(arn).roleSessionName("run")).credentials();
      return Clients.of(
          engine,
          AwsSessionCredentials.create(
              issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()));
    }
  }

  record Clients(
      S3Client s3, IamClient iam, LambdaClient lambda, DynamoDbClient dynamo, SqsClient sqs) {
    static Clients of(MiniStack engine, AwsCredentials credentials) {
      return new Clients(
          engine.client(S3Client.builder().forcePathStyle(true), credentials, REGION),
          engine.client(IamClient.builder(), credentials),
          engine.client(LambdaClient.builder(), credentials, REGION),
          engine.client(DynamoDbClient.builder(), credentials, REGION),
          engine.client(SqsClient.builder(), credentials, REGION));
    }

    void close() {
      s3.close();
      iam.close();
      lambda.close();
      dynamo.close();
      sqs.close();
    }
  }

  interface Attempt {
    void by(Clients clients);
  }

  /// A call, and which of the roles it is for: none, the writing one, or both.
  record Case(String name, int roles, Attempt attempt) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static void createBucket(Clients clients, String bucket) {
    clients.s3().createBucket(request -> request.bucket(bucket));
  }

  private static void createTable(Clients clients, String table) {
    clients
        .dynamo()
        .createTable(request ->
            request
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  private static void tag(Clients clients, String bucket) {
    clients
        .s3()
        .putBucketTagging(request ->
            request
                .bucket(bucket)
                .tagging(tags -> tags.tagSet(Tag.builder().key("a").value("b").build())));
  }

  private static String queue(String name) {
    return "https://sqs.eu-west-1.amazonaws.com/" + MiniStack.ACCOUNT + "/" + name;
  }

  /// In an order in which what is read is there.
  static Stream<Case> cases() {
    return Stream.of(
        new Case("s3:CreateBucket", 1, clients -> createBucket(clients, BUCKET)),
        new Case("s3:PutBucketTagging", 1, clients -> tag(clients, BUCKET)),
        new Case("s3:GetBucketTagging", 2, c -> c.s3().getBucketTagging(r -> r.bucket(BUCKET))),
        new Case(
            "s3:CreateBucket of another", 0, clients -> createBucket(clients, "other-4f1c2aa")),
        new Case("s3:DeleteBucket", 0, c -> c.s3().deleteBucket(r -> r.bucket(BUCKET))),
        new Case("s3:ListAllMyBuckets", 0, c -> c.s3().listBuckets()),
        new Case(
            "iam:CreateRole",
            1,
            c -> c.iam().createRole(r -> r.roleName(ROLE).assumeRolePolicyDocument(TRUST))),
        new Case("iam:GetRole", 2, c -> c.iam().getRole(r -> r.roleName(ROLE))),
        new Case(
            "iam:CreateRole of another",
            0,
            c -> c.iam().createRole(r -> r.roleName("other").assumeRolePolicyDocument(TRUST))),
        new Case("iam:DeleteRole", 0, c -> c.iam().deleteRole(r -> r.roleName(ROLE))),
        new Case("dynamodb:CreateTable", 1, clients -> createTable(clients, TABLE)),
        new Case(
            "dynamodb:DescribeTable", 2, c -> c.dynamo().describeTable(r -> r.tableName(TABLE))),
        new Case("dynamodb:CreateTable of another", 0, clients -> createTable(clients, "other")),
        new Case("dynamodb:DeleteTable", 0, c -> c.dynamo().deleteTable(r -> r.tableName(TABLE))),
        new Case("sqs:CreateQueue", 1, c -> c.sqs().createQueue(r -> r.queueName(QUEUE))),
        new Case(
            "sqs:GetQueueAttributes",
            2,
            c -> c.sqs().getQueueAttributes(r -> r.queueUrl(queue(QUEUE)))),
        new Case(
            "sqs:CreateQueue of another", 0, c -> c.sqs().createQueue(r -> r.queueName("other"))),
        new Case("sqs:DeleteQueue", 0, c -> c.sqs().deleteQueue(r -> r.queueUrl(queue(QUEUE)))),
        new Case(
            "lambda:GetFunction",
            2,
            c -> c.lambda().getFunction(r -> r.functionName("shop-resize"))),
        new Case(
            "lambda:GetFunction of another",
            0,
            c -> c.lambda().getFunction(r -> r.functionName("other"))),
        new Case(
            "lambda:DeleteFunction",
            0,
            c -> c.lambda().deleteFunction(r -> r.functionName("shop-resize"))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatTheStackDidIsAllowedAndNothingElse(Case made) {
    assertThat(isAllowed(made, "write")).as("by the writing role").isEqualTo(made.roles() > 0);
    assertThat(isAllowed(made, "read")).as("by the reading role").isEqualTo(made.roles() > 1);
  }

  /// A call that fails otherwise was allowed.
  private boolean isAllowed(Case made, String role) {
    try {
      made.attempt().by(requireNonNull(roles.get(role)));
      return true;
    } catch (AwsServiceException e) {
      return !e.awsErrorDetails().errorCode().contains("Denied");
    }
  }
}
