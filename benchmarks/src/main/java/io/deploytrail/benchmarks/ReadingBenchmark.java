package io.deploytrail.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.log.GlanceSink;
import io.deploytrail.cloudtrail.log.LogReader;
import io.deploytrail.cloudtrail.log.RecordSink;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.ByteArrayInputStream;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading a log file of 20 MB, unpacked: by parsing each record, and by glances. 20 divided by the
/// score is MB a millisecond.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadingBenchmark {
  private static final int MEGABYTES = 20;
  private static final int SESSIONS = 100;

  private final LogReader reader = new LogReader(new RecordReader());
  private final byte[] log = log();

  /// Sums up something of each record, so that none is read in vain.
  private static final class Sum implements GlanceSink {
    private long sum;

    @Override
    public void glance(Glance glance) {
      sum += glance.epochSecond() + glance.userIdentity().json().length();
    }

    @Override
    public void record(Delivery delivery, byte[] json, int offset, int length) {
      sum += delivery.record().event().time().getEpochSecond();
    }

    @Override
    public void unreadable(int number, String reason) {
      throw new IllegalStateException(reason);
    }
  }

  @Benchmark
  public long parsing() {
    var sum = new Sum();
    RecordSink sink = sum;
    reader.read(new ByteArrayInputStream(log), sink);
    return sum.sum;
  }

  @Benchmark
  public long glancing() {
    var sum = new Sum();
    reader.read(new ByteArrayInputStream(log), new Glance(), sum);
    return sum.sum;
  }

  private static byte[] log() {
    var random = new Random(7);
    var records = new StringJoiner(",", "{\"Records\":[", "]}");
    while (records.length() < MEGABYTES * 1_000_000) {
      records.add(record(random));
    }
    return records.toString().getBytes(UTF_8);
  }

  private static String record(Random random) {
    var session = "session-%03d".formatted(random.nextInt(SESSIONS));
    return """
    {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLEEXAMPLE123:%1$s",
    "arn":"arn:aws:sts::111122223333:assumed-role/deploy/%1$s","accountId":"111122223333",
    "accessKeyId":"ASIAEXAMPLE%1$s","sessionContext":{"sessionIssuer":{"type":"Role",
    "principalId":"AROAEXAMPLEEXAMPLE123","arn":"arn:aws:iam::111122223333:role/deploy","accountId":"111122223333",
    "userName":"deploy"},"webIdFederationData":{},"attributes":{"creationDate":"2026-11-20T09:00:00Z",
    "mfaAuthenticated":"false"}}},"eventTime":"2026-11-20T09:%2$02d:%3$02dZ","eventSource":"ec2.amazonaws.com",
    "eventName":"DescribeInstances","awsRegion":"eu-west-1","sourceIPAddress":"192.0.2.7",
    "userAgent":"APN/1.0 Pulumi/1.0 pulumi-aws/6.0.0 (linux; amd64) aws-sdk-go-v2/1.30.0 api/ec2#1.170.0",
    "requestParameters":{"instancesSet":{"items":[{"instanceId":"i-%4$s"}]},"filterSet":{},"maxResults":100},
    "responseElements":null,"requestID":"%5$s","eventID":"%6$s","readOnly":true,"eventType":"AwsApiCall",
    "managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management",
    "tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256",
    "clientProvidedHostHeader":"ec2.eu-west-1.amazonaws.com"}}\
    """
        .formatted(
            session,
            random.nextInt(60),
            random.nextInt(60),
            Long.toHexString(random.nextLong()),
            new UUID(random.nextLong(), random.nextLong()),
            new UUID(random.nextLong(), random.nextLong()))
        .replace("\n", "");
  }
}
