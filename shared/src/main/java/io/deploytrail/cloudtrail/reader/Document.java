package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The top of a document, of which it shows only at its end whether it is a record or a wrapper
/// around one: an EventBridge event with its `detail`, or a LookupEvents event with its
/// `CloudTrailEvent`. A wrapper may have ids and times of its own.
final class Document {
  private static final String DETAIL = "detail";
  private static final String LOOKED_UP = "CloudTrailEvent";

  private final RecordFields record = new RecordFields();
  private final TypedValues values = new TypedValues();
  private @Nullable RecordFields detail;
  private @Nullable RecordFields lookedUp;
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
      case DETAIL -> detail = wrapped(detail, name, json);
      case LOOKED_UP -> lookedUp = wrapped(lookedUp, name, json);
      case "source" -> source = Json.text(json);
      case "detail-type" -> detailType = Json.text(json);
      case "account" -> account = Json.text(json);
      case "region" -> region = Json.text(json);
      default -> record.field(name, json);
    }
  }

  private RecordFields wrapped(@Nullable RecordFields known, String name, JsonParser json)
      throws IOException {
    var fields = known == null ? new RecordFields() : known;
    values.object(name, json, fields::field);
    return fields;
  }

  /// The record, with its envelope if it has one. Throws [UnreadableRecordException] if there is
  /// none that can be read.
  Delivery delivery() {
    UnreadableRecordException.throwFor(values.problem());
    if (lookedUp != null && isOne(lookedUp)) {
      return new Delivery(Records.of(lookedUp), Optional.empty());
    }
    if (detail != null && isOne(detail)) {
      var envelope = new Envelope(source, detailType, account, region);
      return new Delivery(Records.of(detail), Optional.of(envelope));
    }
    return new Delivery(Records.of(record), Optional.empty());
  }

  /// Whether that is a record, be it one that cannot be read.
  private static boolean isOne(RecordFields fields) {
    return fields.eventId.isPresent()
        || fields.eventTime.isPresent()
        || fields.eventSource.isPresent();
  }
}
