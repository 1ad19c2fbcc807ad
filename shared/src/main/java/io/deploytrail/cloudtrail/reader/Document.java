package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/// The top of a document, of which it shows only at its end whether it is a record, an EventBridge
/// event around one, or a LookupEvents event that holds one as text.
final class Document {
  private final RecordFields record = new RecordFields();
  private Optional<RecordFields> detail = Optional.empty();
  private Optional<String> lookedUp = Optional.empty();
  private Optional<String> source = Optional.empty();
  private Optional<String> detailType = Optional.empty();
  private Optional<String> account = Optional.empty();
  private Optional<String> region = Optional.empty();

  static Document read(JsonParser json) throws IOException {
    var document = new Document();
    Json.object(json, document::field);
    return document;
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "detail" -> detail = detail(json);
      case "CloudTrailEvent" -> lookedUp = Json.text(json);
      case "source" -> source = Json.text(json);
      case "detail-type" -> detailType = Json.text(json);
      case "account" -> account = Json.text(json);
      case "region" -> region = Json.text(json);
      default -> record.field(name, json);
    }
  }

  private static Optional<RecordFields> detail(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return Optional.empty();
    }
    var fields = new RecordFields();
    Json.object(json, fields::field);
    return Optional.of(fields);
  }

  /// The record as text, if this is a LookupEvents event.
  Optional<String> lookedUp() {
    return isRecord() ? Optional.empty() : lookedUp;
  }

  /// The record, with its envelope if it has one.
  Delivery delivery() {
    if (isRecord() || detail.isEmpty()) {
      return new Delivery(Records.of(record), Optional.empty());
    }
    var envelope = new Envelope(source, detailType, account, region);
    return new Delivery(Records.of(detail.get()), Optional.of(envelope));
  }

  private boolean isRecord() {
    return record.eventId.isPresent();
  }
}
