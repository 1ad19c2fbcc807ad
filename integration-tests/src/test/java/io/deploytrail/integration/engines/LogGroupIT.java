package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.ingestion.MadeUpOrganization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// template.yaml where a log group alone has the trail's records: from the subscription through the
/// stack's own bucket to an answer, with the permissions that the template gives.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogGroupIT {
  private final MiniStack engine = MiniStack.start();
  private final DeployedService service = DeployedService.onLogGroup(engine);

  @AfterAll
  void stop() {
    service.close();
    engine.close();
  }

  @Test
  void recordsAreTakenInWithoutTheirTokens() {
    var records = MadeUpOrganization.records(10, 3);
    var bucket = service.bucket("logeventsbucket");

    new LogGroup(engine, DeployedService.LOG_GROUP)
        .write(records.stream().map(ObjectNode::toString).toList());

    Patience.of(Duration.ofMinutes(2))
        .until(() -> {
          assertThat(answer("who", "accessKeyId", issuedKey(records)))
              .contains("\"confidence\":\"PROVEN\"");
          assertThat(service.size(service.queue("LogFileQueue"))).isZero();
        });
    assertThat(service.size(service.output("LogFileDeadLettersUrl"))).isZero();
    assertThat(service.buckets.listObjectsV2(request -> request.bucket(bucket)).contents())
        .isNotEmpty()
        .allSatisfy(object ->
            assertThat(unpacked(bucket, object.key()))
                .startsWith("{\"Records\":[{")
                .doesNotContain(MadeUpOrganization.TOKEN));
  }

  private static String issuedKey(List<ObjectNode> records) {
    return records.stream()
        .filter(record -> record.path("eventName").asText().equals("AssumeRoleWithWebIdentity"))
        .map(record -> record.at("/responseElements/credentials/accessKeyId").asText())
        .filter(key -> !key.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private String answer(String question, String name, String value) {
    var asked = "{\"question\":\"%s\",\"%s\":\"%s\"}".formatted(question, name, value);
    return service.ask(asked.getBytes(UTF_8)).toString();
  }

  private String unpacked(String bucket, String key) {
    var content =
        service.buckets.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
