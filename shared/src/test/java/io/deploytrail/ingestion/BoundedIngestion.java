package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.function.IntFunction;

/// Takes in one enormous log file that is made up as it is read; a program of its own, so that a
/// test can give it a small heap.
final class BoundedIngestion {
  private static final String PULUMI =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  private static final String TIME = "2026-11-20T09:30:00Z";

  private BoundedIngestion() {}

  public static void main(String[] arguments) {
    var content =
        switch (arguments[0]) {
          case "large" -> file(40_000, BoundedIngestion::large);
          case "tiny" -> file(2_000_000, BoundedIngestion::tiny);
          default -> throw new IllegalArgumentException("large or tiny, not " + arguments[0]);
        };
    var sessions = new InMemorySessionIndex(Configuration.DEFAULT.names());
    var ingestion = IngestionOverFakes.of(FakeDynamoDb.forgetting(), sessions, _ -> {});
    System.out.println(ingestion.ingest(new LogObject("trail", "file"), content));
  }

  private static InputStream file(int records, IntFunction<String> record) {
    return new MadeUpFile(records, record);
  }

  /// The records one by one, with what stands around them.
  private static final class MadeUpFile extends InputStream {
    private final int records;
    private final IntFunction<String> record;
    private InputStream part = InputStream.nullInputStream();
    private int next;

    MadeUpFile(int records, IntFunction<String> record) {
      this.records = records;
      this.record = record;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var count = part.read(bytes, offset, length);
      while (count < 0 && next < records) {
        var before = next == 0 ? "{\"Records\":[" : ",";
        var after = next == records - 1 ? "]}" : "";
        part = new ByteArrayInputStream((before + record.apply(next) + after).getBytes(US_ASCII));
        next++;
        count = part.read(bytes, offset, length);
      }
      return count;
    }
  }

  /// 1.3 KB; every second one a change by Pulumi, all of different sessions.
  private static String large(int number) {
    var provider = number % 2 == 0 ? "\"federatedProvider\":\"" + PULUMI + "\"" : "";
    return """
    {"eventVersion":"1.11","eventID":"%s","eventTime":"%s","eventSource":"ec2.amazonaws.com",\
    "eventName":"RunInstances","readOnly":false,"recipientAccountId":"111122223333",\
    "userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:session-%d",\
    "accessKeyId":"ASIA%016d","sessionContext":{"webIdFederationData":{%s},\
    "attributes":{"creationDate":"2026-11-20T09:00:00Z"}}},\
    "requestParameters":{"subnetId":"subnet-%08x","groupId":"sg-%08x","keyName":"k-%d",\
    "userData":"%s"},"responseElements":{"instanceId":"i-%08x","volumeId":"vol-%08x"}}\
    """
        .formatted(
            new UUID(1, number),
            TIME,
            number,
            number,
            provider,
            number,
            number,
            number,
            "x".repeat(600),
            number,
            number);
  }

  /// 150 bytes; every fourth one of a role session of its own.
  private static String tiny(int number) {
    var principal = number % 4 == 0 ? "AROA:s-" + number : "AIDAUSER";
    return "{\"eventID\":\"e-%d\",\"eventTime\":\"%s\",\"userIdentity\":{\"principalId\":\"%s\"}}"
        .formatted(number, TIME, principal);
  }
}
