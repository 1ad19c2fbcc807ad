package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/// A second look at a document from which [RecordReader] read a record: shows that record's fields,
/// whether it stands there bare, in an EventBridge event, or as the text in a LookupEvents event.
final class RecordOfDocument {
  private final Json.Field record;
  private Optional<String> lookedUp = Optional.empty();

  private RecordOfDocument(Json.Field record) {
    this.record = record;
  }

  /// Shows each field of the record in that document, at whose start the parser is.
  static void show(JsonParser json, Json.Field record) throws IOException {
    var document = new RecordOfDocument(record);
    json.nextToken();
    Json.object(json, document::field);
    if (document.lookedUp.isPresent()) {
      try (var text = RecordReader.parser(document.lookedUp.get())) {
        text.nextToken();
        Json.object(text, record);
      }
    }
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "detail" -> Json.object(json, record);
      case "CloudTrailEvent" -> lookedUp = Json.text(json);
      default -> record.read(name, json);
    }
  }
}
