package io.deploytrail.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.LogReader;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.RecordSink;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.LogObject;
import io.deploytrail.ingestion.Report;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.Sightings;
import io.deploytrail.questions.Configuration;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// A record of a log file, taken in with a DynamoDB that answers at once, next to what `attribute`
/// does with it: read it twice, and ask the rules.
///
/// Of 10,000 records, 60 % are of 60 role sessions of nobody known, 30 % of services and users, 10
/// % of 2 sessions of Pulumi; every fourth one changed something.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(LogIngestionBenchmark.RECORDS)
public class LogIngestionBenchmark {
  static final int RECORDS = 10_000;

  private static final Configuration CONFIGURATION = Configuration.DEFAULT;
  private static final String PULUMI =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";

  private final byte[] file = file();
  private final LogReader reader = new LogReader(new RecordReader());
  private final InMemorySessionIndex sessions = new InMemorySessionIndex(CONFIGURATION.names());
  private final Attributor rules = CONFIGURATION.attributor(sessions);
  private final LogIngestion ingestion = ingestion();

  private LogIngestion ingestion() {
    var dynamo = new NoDynamoDb();
    var clock = Clock.systemUTC();
    return new LogIngestion(
        sessions,
        new CallIndex(dynamo, "CallsTable", Duration.ofDays(40_000), clock),
        new Sightings(dynamo, "SightingsTable", Duration.ofDays(14), clock),
        _ -> {},
        new Selection(CONFIGURATION.names(), CONFIGURATION.providers(), CONFIGURATION::attributor),
        false);
  }

  @Benchmark
  public Report ingest() {
    return ingestion.ingest(new LogObject("trail", "file"), new ByteArrayInputStream(file));
  }

  @Benchmark
  public int attribute() {
    reader.read(new ByteArrayInputStream(file), new Verdicts(null));
    var verdicts = new Verdicts(rules);
    reader.read(new ByteArrayInputStream(file), verdicts);
    return verdicts.pulumis;
  }

  private static final class Verdicts implements RecordSink {
    private final @Nullable Attributor rules;
    private int pulumis;

    Verdicts(@Nullable Attributor rules) {
      this.rules = rules;
    }

    @Override
    public void record(Delivery delivery) {
      if (rules != null
          && delivery.record() instanceof Call call
          && rules.attribute(call).verdict().isPulumi()) {
        pulumis++;
      }
    }

    @Override
    public void unreadable(int number, String reason) {
      throw new IllegalStateException(reason);
    }
  }

  private static byte[] file() {
    var text = new StringBuilder("{\"Records\":[");
    for (var number = 0; number < RECORDS; number++) {
      text.append(number == 0 ? "" : ",").append(record(number));
    }
    return text.append("]}").toString().getBytes(UTF_8);
  }

  private static String record(int number) {
    return """
    {"eventVersion":"1.11","eventID":"%s","eventTime":"2026-11-20T09:30:00Z",\
    "eventSource":"ec2.amazonaws.com","eventName":"%s","awsRegion":"us-east-1",\
    "sourceIPAddress":"192.0.2.10","userAgent":"pulumi-aws/7.1.0 aws-sdk-go-v2/1.30.3",\
    "readOnly":%b,"recipientAccountId":"111122223333","eventType":"AwsApiCall",\
    "managementEvent":true,"eventCategory":"Management","userIdentity":%s,\
    "requestParameters":{"subnetId":"subnet-0a1b2c3d4e5f60718","groupSet":{"items":[\
    {"groupId":"sg-0a1b2c3d4e5f60718"}]},"clientToken":"terraform-20261120093000"},\
    "responseElements":{"requestId":"0f4b1a5c-6a86-4f5e-9a9b-0c6f2f1c7d11","instanceId":\
    "i-0a1b2c3d4e5f60718"},"tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":\
    "TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"ec2.us-east-1.amazonaws.com"}}\
    """
        .formatted(
            new UUID(1, number),
            number % 4 == 0 ? "RunInstances" : "DescribeInstances",
            number % 4 != 0,
            identity(number));
  }

  private static String identity(int number) {
    return switch (number % 10) {
      case 0 -> session("pulumi-deployments", number / 10 % 2, PULUMI);
      case 1, 2 -> "{\"type\":\"AWSService\",\"invokedBy\":\"autoscaling.amazonaws.com\"}";
      case 3 ->
          "{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE\",\"accessKeyId\":\"AKIAEXAMPLE\"}";
      default -> session("session", number / 10 % 60, "");
    };
  }

  private static String session(String name, int which, String provider) {
    var federated = provider.isEmpty() ? "" : "\"federatedProvider\":\"" + provider + "\"";
    return """
    {"type":"AssumedRole","principalId":"AROAEXAMPLE:%s-%d","arn":\
    "arn:aws:sts::111122223333:assumed-role/deploy/%s-%d","accountId":"111122223333",\
    "accessKeyId":"ASIAEXAMPLE%s%d","sessionContext":{"sessionIssuer":{"type":"Role",\
    "arn":"arn:aws:iam::111122223333:role/deploy"},"webIdFederationData":{%s},\
    "attributes":{"creationDate":"2026-11-20T09:00:00Z","mfaAuthenticated":"false"}}}\
    """
        .formatted(name, which, name, which, name.length(), which, federated);
  }

  /// Answers every write at once.
  private static final class NoDynamoDb implements DynamoDbClient {
    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
      return BatchWriteItemResponse.builder().unprocessedItems(Map.of()).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      return PutItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      return UpdateItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
