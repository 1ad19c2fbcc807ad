package io.deploytrail.permissions;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.util.List;
import java.util.stream.Stream;

/// A call of the corpus `calls.txt`: its record, and the needs that are expected, a line each.
record RecordedCall(String head, List<String> documents, List<String> needs) {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-east-1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RecordReader READER = new RecordReader();

  RecordedCall {
    documents = List.copyOf(documents);
    needs = List.copyOf(needs);
  }

  static RecordedCall read(String paragraph) {
    var lines = paragraph.lines().filter(line -> !line.startsWith("#")).toList();
    var rest = lines.subList(1, lines.size());
    return new RecordedCall(
        lines.getFirst(),
        rest.stream().filter(line -> line.startsWith("{")).toList(),
        rest.stream()
            .filter(line -> !line.startsWith("{"))
            .map(RecordedCall::sorted)
            .sorted()
            .toList());
  }

  /// A call with that request alone.
  static Activity activity(String action, String request) {
    return new RecordedCall(action, List.of(request), List.of()).activity();
  }

  Activity activity() {
    var words = List.of(head.split(" "));
    var action = words.getFirst();
    var colon = action.indexOf(':');
    var record = JSON.createObjectNode();
    record.put("eventID", "e1").put("eventTime", "2026-11-20T09:30:00Z");
    record.put("eventSource", action.substring(0, colon) + ".amazonaws.com");
    record.put("eventName", action.substring(colon + 1));
    record.put("awsRegion", REGION).put("recipientAccountId", ACCOUNT);
    var identity = record.putObject("userIdentity").put("type", "AssumedRole");
    for (var word : words) {
      if (word.startsWith("error=")) {
        record.put("errorCode", word.substring("error=".length()));
      }
      if (word.startsWith("by=")) {
        identity.put("invokedBy", word.substring("by=".length()));
      }
    }
    record.set("requestParameters", json(documents.getFirst()));
    if (documents.size() > 1) {
      record.set("responseElements", json(documents.get(1)));
    }
    return read(record);
  }

  private static Activity read(JsonNode record) {
    try {
      var bytes = JSON.writeValueAsBytes(record);
      // An AssumeRole without credentials is none that was granted.
      return READER.read(bytes).record() instanceof Call call
          ? READER.activity(call, bytes, 0, bytes.length)
          : fail(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Activity fail(JsonNode record) {
    throw new IllegalArgumentException("not a call: " + record);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// The needs as the corpus writes them, in any order.
  static List<String> lines(CallNeeds needs) {
    return switch (needs) {
      case CallNeeds.NothingAsked _ -> List.of("nothing");
      case CallNeeds.NotMapped _ -> List.of("unknown");
      case CallNeeds.Needs(var all) -> all.stream().map(RecordedCall::line).sorted().toList();
    };
  }

  private static String line(Need need) {
    var line = new StringBuilder(need.label() + " " + need.action());
    need.resources().forEach(resource -> line.append(' ').append(shortened(resource.arn())));
    need.conditions().forEach((key, value) -> line.append(' ').append(key + "=" + value));
    return sorted(line.toString());
  }

  /// Resources and conditions in one order.
  private static String sorted(String line) {
    return Stream.of(line.split(" ")).sorted().collect(joining(" "));
  }

  /// `sqs|orders` of arn:aws:sqs:us-east-1:111122223333:orders.
  private static String shortened(String arn) {
    var place = ":" + REGION + ":" + ACCOUNT + ":";
    return arn.contains(place) ? arn.replace("arn:aws:", "").replace(place, "|") : arn;
  }

  @Override
  public String toString() {
    return head + " " + documents.getFirst();
  }
}
