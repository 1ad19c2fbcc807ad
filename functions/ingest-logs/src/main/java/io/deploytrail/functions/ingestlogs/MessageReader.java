package io.deploytrail.functions.ingestlogs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.aws.LogText;
import io.deploytrail.ingestion.LogObject;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/// Reads which objects a message names, in each shape in which notifications come:
///
/// - S3 through EventBridge: `{"source":"aws.s3","detail-type":"Object Created","detail":{…}}`
/// - S3 itself: `{"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":…},
///   "object":{"key":…}}}]}`, keys URL-encoded
/// - CloudTrail: `{"s3Bucket":…,"s3ObjectKey":[…]}`, one or several keys
/// - either of the latter two in an SNS notification: `{"Type":"Notification","Message":"…"}`
/// - a batch of the state machine BackfillLogs: `{"BatchInput":{"bucket":…},"Items":[{"Key":…}]}`
/// - a [FollowUpMessage]
///
/// Sources: "Event message structure" and "Using EventBridge" (Amazon S3 User Guide), "Configuring
/// Amazon SNS notifications for CloudTrail" (CloudTrail User Guide).
final class MessageReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXPECTED =
      "a notification of S3, EventBridge, SNS or CloudTrail about objects was expected";

  private static final Message VALIDATION = new Message.Nothing("CloudTrail's validation message");

  private MessageReader() {}

  /// Throws [UnexpectedMessageException].
  static Message read(String body) {
    return isValidation(body) ? VALIDATION : read(json(body));
  }

  static Message read(JsonNode message) {
    return message.has(FollowUpMessage.KIND)
        ? new Message.Left(FollowUpMessage.read(message))
        : notification(message);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnexpectedMessageException(EXPECTED + "; the message is no JSON");
    }
  }

  /// CloudTrail checks a topic with a plain text.
  private static boolean isValidation(String body) {
    return body.equals("CloudTrail validation message.");
  }

  /// A notification, which may be in another; a follow-up never is, as nobody but this function
  /// sends one.
  private static Message notification(JsonNode message) {
    if (message.path("Type").asText().equals("Notification")) {
      var inner = message.path("Message").asText();
      return isValidation(inner) ? VALIDATION : notification(json(inner));
    }
    if (message.path("Event").asText().equals("s3:TestEvent")) {
      return new Message.Nothing("S3's test event");
    }
    var objects = objects(message);
    return objects.isEmpty()
        ? new Message.Nothing("it names no new object")
        : new Message.NewObjects(objects);
  }

  private static List<LogObject> objects(JsonNode message) {
    if (message.has("detail")) {
      return ofEventBridge(message);
    }
    if (message.has("s3ObjectKey")) {
      return ofCloudTrail(message);
    }
    if (message.has("Items")) {
      return ofBatch(message);
    }
    if (message.path("Records").isArray()) {
      return ofS3(message.get("Records"));
    }
    throw new UnexpectedMessageException(EXPECTED + "; the message has fields " + names(message));
  }

  private static List<LogObject> ofEventBridge(JsonNode event) {
    if (!event.path("source").asText().equals("aws.s3")) {
      throw new UnexpectedMessageException(
          EXPECTED + "; the event's source is " + LogText.value(event.path("source").toString()));
    }
    if (!isCreation(event.path("detail-type"), "Object Created")) {
      return List.of();
    }
    var detail = event.path("detail");
    return List.of(object(detail.path("bucket").path("name"), detail.path("object").path("key")));
  }

  private static List<LogObject> ofCloudTrail(JsonNode message) {
    var keys = message.get("s3ObjectKey");
    return keys.isArray()
        ? each(keys, key -> object(message.path("s3Bucket"), key))
        : List.of(object(message.path("s3Bucket"), keys));
  }

  private static List<LogObject> ofBatch(JsonNode message) {
    var bucket = message.path("BatchInput").path("bucket");
    return each(message.get("Items"), item -> object(bucket, item.path("Key")));
  }

  private static List<LogObject> ofS3(JsonNode records) {
    return StreamSupport.stream(records.spliterator(), false)
        .filter(record -> isCreation(record.path("eventName"), "ObjectCreated"))
        .map(MessageReader::ofS3Record)
        .toList();
  }

  /// Of another event, such as a deletion, the object may be gone.
  private static boolean isCreation(JsonNode kind, String creation) {
    return kind.isMissingNode() || kind.asText().startsWith(creation);
  }

  private static LogObject ofS3Record(JsonNode record) {
    var encoded = record.path("s3").path("object").path("key");
    var object = object(record.path("s3").path("bucket").path("name"), encoded);
    try {
      return new LogObject(object.bucket(), URLDecoder.decode(object.key(), UTF_8));
    } catch (IllegalArgumentException e) {
      throw new UnexpectedMessageException(
          "a URL-encoded key was expected, not " + LogText.value(object.key()));
    }
  }

  private static LogObject object(JsonNode bucket, JsonNode key) {
    if (bucket.asText().isEmpty() || !key.isTextual() || key.asText().isEmpty()) {
      throw new UnexpectedMessageException(EXPECTED + ", each with its bucket and key");
    }
    return new LogObject(bucket.asText(), key.asText());
  }

  private interface MessageForm {
    LogObject of(JsonNode element);
  }

  private static List<LogObject> each(JsonNode array, MessageForm reading) {
    return StreamSupport.stream(array.spliterator(), false).map(reading::of).toList();
  }

  private static List<String> names(JsonNode message) {
    var names = new ArrayList<String>();
    message.fieldNames().forEachRemaining(name -> names.add(LogText.value(name)));
    return names.subList(0, Math.min(10, names.size()));
  }
}
