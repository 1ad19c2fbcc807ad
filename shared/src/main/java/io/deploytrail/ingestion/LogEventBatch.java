package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// What a subscription of CloudWatch Logs hands to a function: `{"awslogs":{"data":"<gzip in
/// base64>"}}`, and in it a batch of log events, whose messages are CloudTrail records if the log
/// group is a trail's. [LogEventFiles] owns what becomes of them.
///
/// Sources: "Log group-level subscription filters" (Amazon CloudWatch Logs User Guide).
public sealed interface LogEventBatch {
  /// The most that is unpacked of a batch, in bytes. What Lambda takes of an asynchronous event is
  /// 1 MB ("Lambda quotas"), which records fill tenfold when they are unpacked.
  int LONGEST = 64 << 20;

  /// One line of a log: `time` in milliseconds since 1970, negative where none could be read.
  record LogEvent(String id, long time, String message) {
    public LogEvent {
      requireNonNull(id, "id");
      requireNonNull(message, "message");
    }
  }

  /// Log events of one group of that account.
  record Data(String owner, List<LogEvent> events) implements LogEventBatch {
    public Data {
      requireNonNull(owner, "owner");
      events = List.copyOf(events);
    }
  }

  /// That CloudWatch Logs looks whether somebody is there.
  record Control() implements LogEventBatch {}

  /// Throws [UnreadableBatchException] for what is no batch, or not a whole one.
  static LogEventBatch read(JsonNode event) {
    var data = event.path("awslogs").path("data");
    if (!data.isTextual()) {
      throw new UnreadableBatchException(
          "a batch of a subscription of CloudWatch Logs was expected, {\"awslogs\":{\"data\":…}}");
    }
    var batch = unpacked(data.asText());
    return switch (batch.path("messageType").asText()) {
      case "DATA_MESSAGE" -> new Data(owner(batch), events(batch.path("logEvents")));
      case "CONTROL_MESSAGE" -> new Control();
      default ->
          throw new UnreadableBatchException(
              "a messageType was expected, DATA_MESSAGE or CONTROL_MESSAGE");
    };
  }

  private static JsonNode unpacked(String data) {
    try (var unpacking =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data)))) {
      var bytes = unpacking.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new UnreadableBatchException(
            "%d MiB at most were expected of a batch, unpacked".formatted(LONGEST >> 20));
      }
      return new ObjectMapper().readTree(bytes);
    } catch (JsonProcessingException e) {
      // Its message may show a piece of a record.
      throw new UnreadableBatchException("JSON was expected in a batch; it is broken, or cut off");
    } catch (IllegalArgumentException | IOException e) {
      throw new UnreadableBatchException(
          "gzip in base64 was expected of a batch, and all of it: " + e.getMessage());
    }
  }

  private static String owner(JsonNode batch) {
    var owner = batch.path("owner").asText();
    if (!owner.matches("\\d{12}")) {
      throw new UnreadableBatchException("an account was expected as the owner of a batch");
    }
    return owner;
  }

  private static List<LogEvent> events(JsonNode all) {
    if (!all.isArray()) {
      throw new UnreadableBatchException("a batch was expected to have logEvents");
    }
    var events = new ArrayList<LogEvent>();
    for (var event : all) {
      events.add(
          new LogEvent(
              event.path("id").asText("without an id"),
              event.path("timestamp").asLong(-1),
              event.path("message").asText()));
    }
    return events;
  }
}
