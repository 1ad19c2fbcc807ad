package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/// A second look at a document from which [RecordReader] read a record: shows that record's fields,
/// whether it stands there bare, in an EventBridge event, or in a LookupEvents event.
final class RecordOfDocument {
  private final Json.Field record;
  private final TypedValues values = new TypedValues();

  private RecordOfDocument(Json.Field record) {
    this.record = record;
  }

  /// Shows each field of the record in that document, at whose start the parser is.
  static void show(JsonParser json, Json.Field record) throws IOException {
    json.nextToken();
    Json.object(json, new RecordOfDocument(record)::field);
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "detail", "CloudTrailEvent" -> values.object(name, json, record);
      default -> record.read(name, json);
    }
  }
}
