package io.deploytrail.functions.ingestlogs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.LogText;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.ingestion.FollowUp;
import io.deploytrail.ingestion.IssuedSession;
import io.deploytrail.ingestion.LogObject;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// A follow-up as a message: `{"followUp":"callers"|"reread","sessions":[{"principal","issuedAt",
/// "expiresAt"}],"object"|"except":{"bucket","key"},"hops":1}`.
final class FollowUpMessage {
  static final String KIND = "followUp";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CALLERS = "callers";
  private static final String REREAD = "reread";

  private FollowUpMessage() {}

  static String write(FollowUp followUp) {
    var message = JSON.createObjectNode();
    switch (followUp) {
      case FollowUp.Callers(var sessions, var except, var hops) -> {
        message.put(KIND, CALLERS).put("hops", hops);
        sessions(message, sessions);
        except.ifPresent(object -> object(message.putObject("except"), object));
      }
      case FollowUp.Reread(var object, var sessions, var hops) -> {
        message.put(KIND, REREAD).put("hops", hops);
        sessions(message, sessions);
        object(message.putObject("object"), object);
      }
    }
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree is always JSON", e);
    }
  }

  private static void sessions(ObjectNode message, List<IssuedSession> sessions) {
    var array = message.putArray("sessions");
    for (var session : sessions) {
      var node =
          array
              .addObject()
              .put("principal", session.principal().value())
              .put("issuedAt", session.issuedAt().toString())
              .put("expiresAt", session.expiresAt().toString());
      session.accessKey().ifPresent(key -> node.put("accessKey", key.value()));
      session.assumedRole().ifPresent(arn -> node.put("assumedRole", arn));
    }
  }

  private static void object(ObjectNode node, LogObject object) {
    node.put("bucket", object.bucket()).put("key", object.key());
  }

  /// Throws [UnexpectedMessageException].
  static FollowUp read(JsonNode message) {
    try {
      var sessions =
          StreamSupport.stream(message.path("sessions").spliterator(), false)
              .map(FollowUpMessage::session)
              .toList();
      var hops = message.path("hops").asInt();
      return switch (message.path(KIND).asText()) {
        case CALLERS ->
            new FollowUp.Callers(
                sessions,
                Optional.of(message.path("except"))
                    .filter(JsonNode::isObject)
                    .map(FollowUpMessage::object),
                hops);
        case REREAD -> new FollowUp.Reread(object(message.path("object")), sessions, hops);
        default ->
            throw new UnexpectedMessageException(
                "a follow-up of kind callers or reread was expected, not "
                    + LogText.value(message.path(KIND).asText()));
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnexpectedMessageException(
          "a follow-up was expected with its sessions and its object: " + e.getMessage());
    }
  }

  private static IssuedSession session(JsonNode session) {
    return new IssuedSession(
        new PrincipalId(session.path("principal").asText()),
        text(session, "accessKey").map(AccessKeyId::new),
        text(session, "assumedRole"),
        Instant.parse(session.path("issuedAt").asText()),
        Instant.parse(session.path("expiresAt").asText()));
  }

  /// Empty for what messages of older versions lack.
  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static LogObject object(JsonNode object) {
    return new LogObject(object.path("bucket").asText(), object.path("key").asText());
  }
}
