package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Batches of log events, as a subscription of CloudWatch Logs hands them to a function.
public final class LogEvents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TIME = Instant.parse("2026-11-20T09:30:00Z").toEpochMilli();

  private LogEvents() {}

  /// A batch with these lines, an event each.
  public static ObjectNode batch(List<String> messages) {
    var batch =
        JSON.createObjectNode()
            .put("messageType", "DATA_MESSAGE")
            .put("owner", "111122223333")
            .put("logGroup", "acme-trail")
            .put("logStream", "111122223333_CloudTrail_us-east-1");
    batch.putArray("subscriptionFilters").add("deploytrail");
    var events = batch.putArray("logEvents");
    for (var message : messages) {
      var number = events.size();
      events
          .addObject()
          .put("id", "%056d".formatted(number))
          .put("timestamp", TIME + 1000L * number)
          .put("message", message);
    }
    return batch;
  }

  /// The event that Lambda gives for that batch.
  public static ObjectNode event(JsonNode batch) {
    return event(gzip(batch.toString().getBytes(UTF_8)));
  }

  /// The event that Lambda gives for those bytes.
  public static ObjectNode event(byte[] data) {
    var event = JSON.createObjectNode();
    event.putObject("awslogs").put("data", Base64.getEncoder().encodeToString(data));
    return event;
  }

  public static byte[] gzip(byte[] content) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
