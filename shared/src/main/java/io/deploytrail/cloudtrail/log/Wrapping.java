package io.deploytrail.cloudtrail.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What log stores put around a record: an object that holds it under one of a few names, as an
/// object or as text; a row of such objects; a text.
final class Wrapping {
  /// So many of them may lie around each other, as in `_source.event.original`.
  static final int MOST = 4;

  /// Most certain first.
  private static final List<String> NAMES =
      List.of(
          "_source", // Elasticsearch
          "result", // Splunk, each result of an export
          "eventJson", // CloudTrail Lake
          "@message", // CloudWatch Logs Insights
          "_raw", // Splunk
          "event", // Splunk's HTTP Event Collector; Elastic Common Schema
          "original", // Elastic Common Schema, in `event`
          "message"); // CloudWatch Logs

  private Wrapping() {}

  /// What it holds under those names, most certain first: JSON, or any text.
  static List<String> inside(String json) {
    var held = new HashMap<String, String>();
    try (var parser = RecordReader.parser(json)) {
      switch (parser.nextToken()) {
        case VALUE_STRING -> {
          return List.of(parser.getText());
        }
        case START_OBJECT -> object(parser, json, held);
        case START_ARRAY -> row(parser, json, held);
        case null, default -> {}
      }
    } catch (IOException e) {
      // The caller has already reported that this cannot be read.
      return List.of();
    }
    return NAMES.stream().map(held::get).filter(Objects::nonNull).toList();
  }

  private static void row(JsonParser parser, String json, Map<String, String> held)
      throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      var cell = new HashMap<String, String>();
      object(parser, json, cell);
      held.putAll(cell);
    }
  }

  /// The fields of those names; of an object with a `field` and a `value`, the field that it names.
  private static void object(JsonParser parser, String json, Map<String, String> held)
      throws IOException {
    var field = "";
    var value = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "field" -> field = value(parser, json);
        case "value" -> value = value(parser, json);
        default -> {
          if (NAMES.contains(name)) {
            held.put(name, value(parser, json));
          } else {
            parser.skipChildren();
          }
        }
      }
    }
    if (NAMES.contains(field)) {
      held.put(field, value);
    }
  }

  private static String value(JsonParser parser, String json) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    var start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return json.substring(start, (int) parser.currentLocation().getCharOffset());
  }
}
