package io.deploytrail.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.LogObject;
import io.deploytrail.ingestion.Report;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

/// A record of a log file, taken in with a DynamoDB that answers at once.
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

  private static final String PULUMI =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";

  private final byte[] file = file();
  private final LogIngestion ingestion = InstantDynamoDb.ingestion();

  @Benchmark
  public Report ingest() {
    return ingestion.ingest(new LogObject("trail", "file"), new ByteArrayInputStream(file));
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
}
