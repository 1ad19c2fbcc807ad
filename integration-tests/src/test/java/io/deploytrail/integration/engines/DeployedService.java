package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The deployed template.yaml, used through its front doors.
final class DeployedService implements AutoCloseable {
  static final String TRAIL = "acme-trail";
  static final String LOG_GROUP = "acme-trail-logs";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final MiniStack engine;
  private final Map<String, String> outputs;
  final EventBridgeClient events;
  final LambdaClient functions;
  final SqsClient queues;
  final S3Client buckets;
  final DynamoDbClient tables;
  final IamClient iam;
  private final HttpClient http = HttpClient.newHttpClient();

  private DeployedService(MiniStack engine, Map<String, String> outputs) {
    this.engine = engine;
    this.outputs = Map.copyOf(outputs);
    this.events = engine.client(EventBridgeClient.builder(), MiniStack.ROOT);
    this.functions = engine.client(LambdaClient.builder(), MiniStack.ROOT);
    this.queues = engine.client(SqsClient.builder(), MiniStack.ROOT);
    this.buckets = engine.client(S3Client.builder(), MiniStack.ROOT);
    this.tables = engine.client(DynamoDbClient.builder(), MiniStack.ROOT);
    this.iam = engine.client(IamClient.builder(), MiniStack.ROOT);
  }

  /// Deploys it with the configuration of `events/`, whose records are kept for ten years: they are
  /// of 2026, and the functions go by the clock.
  static DeployedService on(MiniStack engine) {
    return on(engine, Corpus.environment().getOrDefault("SESSION_NAME_TEMPLATES", ""));
  }

  /// Deploys it so that it may do all that a parameter lets it do.
  static DeployedService withAllPermissions(MiniStack engine) {
    return on(engine, Map.of("TrailBucket", TRAIL, "TrailLogGroup", LOG_GROUP, "ReadIam", "true"));
  }

  /// Deploys it for sessions that are named by these templates.
  static DeployedService on(MiniStack engine, String sessionNameTemplates) {
    return on(
        engine,
        Map.of(
            "SessionNameTemplates", sessionNameTemplates,
            "TrailBucket", TRAIL,
            "TrailLogGroup", LOG_GROUP));
  }

  /// Deploys it where a log group alone has the trail's records.
  static DeployedService onLogGroup(MiniStack engine) {
    return on(engine, Map.of("TrailLogGroup", LOG_GROUP));
  }

  private static DeployedService on(MiniStack engine, Map<String, String> more) {
    var parameters = new HashMap<>(more);
    parameters.put("Organizations", Corpus.environment().get("ORGANIZATIONS"));
    parameters.put("RetentionDays", "3650");
    parameters.put("CallRetentionDays", "3650");
    return new DeployedService(engine, engine.deploy(Template.HOME, parameters));
  }

  String output(String name) {
    return Optional.ofNullable(outputs.get(name))
        .orElseThrow(() -> new AssertionError("template.yaml has no output " + name));
  }

  /// The name of a table, by the part of it that CloudFormation takes from the template.
  String table(String name) {
    return only(tables.listTables().tableNames(), name);
  }

  /// The name of a bucket, by the part of it that CloudFormation takes from the template.
  String bucket(String name) {
    return only(buckets.listBuckets().buckets().stream().map(Bucket::name).toList(), name);
  }

  /// The URL of a queue, by the part of it that CloudFormation takes from the template.
  String queue(String name) {
    return only(queues.listQueues().queueUrls(), name);
  }

  private static String only(List<String> all, String part) {
    return assertThat(all).filteredOn(name -> name.contains(part)).singleElement().actual();
  }

  /// Puts an EventBridge event on the default bus.
  void put(JsonNode event) {
    var entry =
        PutEventsRequestEntry.builder()
            // What the emulated rule waits for: PutEvents refuses sources of AWS's own.
            .source(event.path("source").asText().replace("aws.", "emulated."))
            .detailType(event.path("detail-type").asText())
            .detail(event.path("detail").toString())
            .build();
    var answer = events.putEvents(request -> request.entries(entry));
    if (answer.failedEntryCount() > 0) {
      throw new AssertionError("PutEvents: " + answer.entries());
    }
  }

  /// Waits until the queue holds no message, waiting or in work.
  void awaitEmpty(String queueUrl) {
    Patience.of(PATIENCE).until(() -> assertThat(size(queueUrl)).as(queueUrl).isZero());
  }

  void awaitMessages(String queueUrl, int count) {
    Patience.of(PATIENCE)
        .until(() -> assertThat(size(queueUrl)).as(queueUrl).isGreaterThanOrEqualTo(count));
  }

  /// How many messages the queue holds, waiting or in work.
  int size(String queueUrl) {
    var attributes =
        queues
            .getQueueAttributes(request ->
                request
                    .queueUrl(queueUrl)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return attributes.values().stream().mapToInt(Integer::parseInt).sum();
  }

  List<Message> receive(String queueUrl) {
    return queues
        .receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10))
        .messages();
  }

  /// Invokes the alias that callers use.
  InvokeResponse invoke(String function, byte[] payload) {
    return functions.invoke(request ->
        request.functionName(function).qualifier("live").payload(SdkBytes.fromByteArray(payload)));
  }

  /// The role of a function, by a part of its name.
  String roleOf(String function) {
    var names =
        functions.listFunctions().functions().stream()
            .map(configuration -> configuration.functionName())
            .toList();
    var role =
        functions
            .getFunctionConfiguration(request -> request.functionName(only(names, function)))
            .role();
    return role.substring(role.lastIndexOf('/') + 1);
  }

  /// A policy that a role had.
  interface Withdrawn {
    void restore();
  }

  /// Takes a policy away from the function's role.
  Withdrawn withdraw(String function, String policy) {
    var role = roleOf(function);
    var document =
        URLDecoder.decode(
            iam.getRolePolicy(request -> request.roleName(role).policyName(policy))
                .policyDocument(),
            UTF_8);
    iam.deleteRolePolicy(request -> request.roleName(role).policyName(policy));
    return () ->
        iam.putRolePolicy(
            request -> request.roleName(role).policyName(policy).policyDocument(document));
  }

  JsonNode ask(byte[] question) {
    var answer = invoke(output("QueryDeploymentsFunctionName"), question);
    if (answer.functionError() != null) {
      throw new AssertionError(answer.functionError() + ": " + answer.payload().asUtf8String());
    }
    return Corpus.json(answer.payload().asByteArray());
  }

  /// A request to the function URL, as the event of one tells it; signed, if there are credentials.
  HttpResponse<byte[]> request(JsonNode urlEvent, Optional<AwsCredentials> signer) {
    var url = URI.create(output("QueryDeploymentsUrl"));
    var id = url.getHost().substring(0, url.getHost().indexOf('.'));
    var method = urlEvent.at("/requestContext/http/method").asText();
    var body = body(urlEvent);
    var unsigned =
        SdkHttpFullRequest.builder()
            .uri(
                engine
                    .endpoint()
                    .resolve("/_aws/lambda-url/" + id + urlEvent.path("rawPath").asText()))
            .method(SdkHttpMethod.fromValue(method));
    urlEvent
        .path("queryStringParameters")
        .properties()
        .forEach(parameter ->
            unsigned.putRawQueryParameter(parameter.getKey(), parameter.getValue().asText()));
    var request =
        signer
            .map(credentials -> signed(unsigned.build(), body, credentials))
            .orElseGet(unsigned::build);
    var sent =
        HttpRequest.newBuilder(request.getUri()).method(method, BodyPublishers.ofByteArray(body));
    request.forEachHeader((name, values) -> {
      if (!name.equalsIgnoreCase("Host")) {
        values.forEach(value -> sent.header(name, value));
      }
    });
    try {
      return http.send(sent.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the function URL was asked", e);
    }
  }

  private static byte[] body(JsonNode urlEvent) {
    var text = urlEvent.path("body").asText();
    return urlEvent.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(text)
        : text.getBytes(UTF_8);
  }

  private static SdkHttpFullRequest signed(
      SdkHttpFullRequest request, byte[] body, AwsCredentials credentials) {
    return (SdkHttpFullRequest)
        AwsV4HttpSigner.create()
            .sign(signing ->
                signing
                    .identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, MiniStack.REGION.id()))
            .request();
  }

  @Override
  public void close() {
    http.close();
    List.of(events, functions, queues, buckets, tables).forEach(client -> client.close());
  }
}
