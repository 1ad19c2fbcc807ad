package io.deploytrail.integration.engines;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// What is tried with each function's credentials, and which functions may do it.
final class Attempts {
  static final String INDEX_SESSIONS = "IndexSessions";
  static final String INGEST_LOGS = "IngestLogs";
  static final String COLLECT_LOG_EVENTS = "CollectLogEvents";
  static final String BACKFILL_SESSIONS = "BackfillSessions";
  static final String QUERY_DEPLOYMENTS = "QueryDeployments";

  static final List<String> ALL =
      List.of(
          INDEX_SESSIONS, INGEST_LOGS, COLLECT_LOG_EVENTS, BACKFILL_SESSIONS, QUERY_DEPLOYMENTS);

  /// Those that read the session table.
  static final List<String> READERS =
      List.of(INDEX_SESSIONS, INGEST_LOGS, BACKFILL_SESSIONS, QUERY_DEPLOYMENTS);

  static final String SESSIONS = "SessionsTable";
  static final String CALLS = "CallsTable";
  static final String ANOTHER_TABLE = "SomebodyElses";
  static final String ISSUANCES = "IssuanceQueue";
  static final String LOG_FILES = "LogFileQueue";
  static final String TRAIL = DeployedService.TRAIL;
  static final String LOG_EVENTS = "logeventsbucket";
  static final String LOG_FILE = "AWSLogs/111122223333/CloudTrail/us-east-1/x.json.gz";
  static final String ANOTHER_FILE = "AWSLogs/111122223333/Config/x.json.gz";

  private Attempts() {}

  /// Something that is tried with a function's credentials.
  record Attempt(
      String what, List<String> may, BiConsumer<DeployedService, AwsCredentials> request) {
    List<String> mayNot() {
      return ALL.stream().filter(function -> !may.contains(function)).toList();
    }
  }

  /// A request to one service.
  private interface Request<C> {
    void send(C client, DeployedService service);
  }

  private static <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> Attempt attempt(
      String what, List<String> may, Supplier<B> builder, Request<C> request) {
    return new Attempt(
        what,
        may,
        (service, credentials) -> {
          try (var client = service.engine.client(builder.get(), credentials)) {
            request.send(client, service);
          }
        });
  }

  private static Attempt table(String what, List<String> may, Request<DynamoDbClient> request) {
    return attempt(what, may, DynamoDbClient::builder, request);
  }

  private static Attempt query(String what, List<String> may, String table, String key) {
    return table(
        what, may, (tables, service) -> tables.query(query(service.table(table), key).build()));
  }

  private static Attempt queryOfIndex(String what, List<String> may, String index, String key) {
    return table(
        what,
        may,
        (tables, service) ->
            tables.query(query(service.table(SESSIONS), key).indexName(index).build()));
  }

  private static QueryRequest.Builder query(String table, String key) {
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression("#key = :key")
        .expressionAttributeNames(Map.of("#key", key))
        .expressionAttributeValues(item(":key", "x"));
  }

  private static Attempt queue(
      String what, List<String> may, BiConsumer<SqsClient, DeployedService> request) {
    return attempt(what, may, SqsClient::builder, request::accept);
  }

  private static Attempt bucket(String what, List<String> may, Consumer<S3Client> request) {
    return attempt(what, may, S3Client::builder, (buckets, _) -> request.accept(buckets));
  }

  private static Attempt ofLogEvents(
      String what, List<String> may, BiConsumer<S3Client, String> request) {
    return attempt(
        what,
        may,
        S3Client::builder,
        (buckets, service) -> request.accept(buckets, service.bucket(LOG_EVENTS)));
  }

  static final List<Attempt> ATTEMPTS =
      List.of(
          table(
              "writes a session",
              List.of(INDEX_SESSIONS, INGEST_LOGS, BACKFILL_SESSIONS),
              (tables, service) ->
                  tables.putItem(request ->
                      request
                          .tableName(service.table(SESSIONS))
                          .item(item("accessKeyId", "ASIATEST", "eventId", "x")))),
          table(
              "deletes a session",
              List.of(),
              (tables, service) ->
                  tables.deleteItem(request ->
                      request
                          .tableName(service.table(SESSIONS))
                          .key(item("accessKeyId", "ASIATEST", "eventId", "x")))),
          table(
              "scans all sessions",
              List.of(),
              (tables, service) ->
                  tables.scan(request -> request.tableName(service.table(SESSIONS)))),
          query(
              "reads sessions of a key",
              List.of(INGEST_LOGS, BACKFILL_SESSIONS, QUERY_DEPLOYMENTS),
              SESSIONS,
              "accessKeyId"),
          queryOfIndex(
              "reads sessions of a principal",
              List.of(INGEST_LOGS, BACKFILL_SESSIONS, QUERY_DEPLOYMENTS),
              "by-principal",
              "principalId"),
          queryOfIndex(
              "reads what a session bought",
              List.of(BACKFILL_SESSIONS, QUERY_DEPLOYMENTS),
              "by-caller",
              "callerPrincipalId"),
          queryOfIndex("reads sessions of a deployment", READERS, "by-uuid", "uuid"),
          table(
              "reads who states an id",
              READERS,
              (tables, service) ->
                  tables.batchGetItem(request ->
                      request.requestItems(
                          Map.of(
                              service.table(SESSIONS),
                              KeysAndAttributes.builder()
                                  .keys(List.of(item("accessKeyId", "id#x", "eventId", "id#x")))
                                  .build())))),
          table(
              "adds to who states an id",
              List.of(INDEX_SESSIONS, INGEST_LOGS, BACKFILL_SESSIONS),
              (tables, service) ->
                  tables.updateItem(request ->
                      request
                          .tableName(service.table(SESSIONS))
                          .key(item("accessKeyId", "id#x", "eventId", "id#x"))
                          .updateExpression("ADD #roots :root")
                          .expressionAttributeNames(Map.of("#roots", "roots"))
                          .expressionAttributeValues(
                              Map.of(":root", AttributeValue.fromSs(List.of("x")))))),
          table(
              "writes a call",
              List.of(INGEST_LOGS),
              (tables, service) ->
                  tables.putItem(request ->
                      request
                          .tableName(service.table(CALLS))
                          .item(item("partition", "test", "position", "x")))),
          query("reads calls", List.of(QUERY_DEPLOYMENTS), CALLS, "partition"),
          query("reads sightings", List.of(INGEST_LOGS), "SightingsTable", "principalId"),
          query("reads another table", List.of(), ANOTHER_TABLE, "accessKeyId"),
          table(
              "writes into another table",
              List.of(),
              (tables, _) ->
                  tables.putItem(
                      request -> request.tableName(ANOTHER_TABLE).item(item("accessKeyId", "x")))),
          bucket(
              "reads a log file",
              List.of(INGEST_LOGS),
              buckets -> buckets.getObjectAsBytes(object -> object.bucket(TRAIL).key(LOG_FILE))),
          bucket(
              "reads another object of the bucket",
              List.of(),
              buckets ->
                  buckets.getObjectAsBytes(object -> object.bucket(TRAIL).key(ANOTHER_FILE))),
          bucket(
              "lists the bucket",
              List.of(),
              buckets -> buckets.listObjectsV2(objects -> objects.bucket(TRAIL))),
          bucket(
              "writes a log file",
              List.of(),
              buckets ->
                  buckets.putObject(
                      object -> object.bucket(TRAIL).key(LOG_FILE),
                      RequestBody.fromString("forged"))),
          ofLogEvents(
              "writes a log file of log events",
              List.of(COLLECT_LOG_EVENTS),
              (buckets, bucket) ->
                  buckets.putObject(
                      object -> object.bucket(bucket).key(LOG_FILE), RequestBody.fromString("{}"))),
          ofLogEvents(
              "writes another object beside log events",
              List.of(),
              (buckets, bucket) ->
                  buckets.putObject(
                      object -> object.bucket(bucket).key(ANOTHER_FILE),
                      RequestBody.fromString("{}"))),
          ofLogEvents(
              "reads a log file of log events",
              List.of(INGEST_LOGS),
              (buckets, bucket) ->
                  buckets.getObjectAsBytes(object -> object.bucket(bucket).key(LOG_FILE))),
          queue(
              "takes from the issuance queue",
              List.of(INDEX_SESSIONS),
              (queues, service) ->
                  queues.receiveMessage(request -> request.queueUrl(service.queue(ISSUANCES)))),
          queue(
              "sends into the issuance queue",
              List.of(),
              (queues, service) ->
                  queues.sendMessage(
                      request -> request.queueUrl(service.queue(ISSUANCES)).messageBody("forged"))),
          queue(
              "takes from the log file queue",
              List.of(INGEST_LOGS),
              (queues, service) ->
                  queues.receiveMessage(request -> request.queueUrl(service.queue(LOG_FILES)))),
          queue(
              "sends into the log file queue",
              List.of(INGEST_LOGS, COLLECT_LOG_EVENTS),
              (queues, service) ->
                  queues.sendMessage(
                      request -> request.queueUrl(service.queue(LOG_FILES)).messageBody("{}"))),
          attempt(
              "asks the event history",
              List.of(BACKFILL_SESSIONS, QUERY_DEPLOYMENTS),
              CloudTrailClient::builder,
              (history, _) -> history.lookupEvents(request -> request.maxResults(1))),
          attempt(
              "reads a role's trust policy",
              List.of(QUERY_DEPLOYMENTS),
              IamClient::builder,
              (iam, service) ->
                  iam.getRole(request -> request.roleName(service.roleOf(INDEX_SESSIONS)))),
          attempt(
              "lists the OIDC providers",
              List.of(QUERY_DEPLOYMENTS),
              IamClient::builder,
              (iam, _) -> iam.listOpenIDConnectProviders()),
          attempt(
              "changes a role's trust policy",
              List.of(),
              IamClient::builder,
              (iam, service) ->
                  iam.updateAssumeRolePolicy(request ->
                      request
                          .roleName(service.roleOf(INDEX_SESSIONS))
                          .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[]}"))),
          attempt(
              "invokes a function",
              List.of(),
              LambdaClient::builder,
              (functions, service) ->
                  functions.invoke(request ->
                      request.functionName(service.output("QueryDeploymentsFunctionName")))));

  private static Map<String, AttributeValue> item(String... namesAndValues) {
    var item = new HashMap<String, AttributeValue>();
    for (var at = 0; at < namesAndValues.length; at += 2) {
      item.put(namesAndValues[at], AttributeValue.fromS(namesAndValues[at + 1]));
    }
    return item;
  }
}
