package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Reads one record from JSON: bare, in an EventBridge envelope, or as the text in a LookupEvents
/// event.
///
/// Reads only the fields that the rules need, and tolerates whatever stands in the others: any
/// nesting up to 10,000 levels, any length, values of the wrong type. Thread-safe.
public final class RecordReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Exceptions must never show a piece of a record: it may hold a session token.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(10_000)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  /// Throws [UnreadableRecordException] for what is no CloudTrail record.
  public Delivery read(byte[] json) {
    return read(json, 0, json.length);
  }

  /// Reads the record in those bytes.
  public Delivery read(byte[] json, int offset, int length) {
    try (var parser = JSON.createParser(json, offset, length)) {
      return read(parser, true);
    } catch (JsonProcessingException e) {
      var location = e.getLocation();
      var where = location == null ? "" : " at byte " + location.getByteOffset();
      throw new UnreadableRecordException("a JSON object was expected; the JSON is broken" + where);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private Delivery read(JsonParser json, boolean mayBeWrapped) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new UnreadableRecordException(
          "a JSON object was expected, not " + kind(json.currentToken()));
    }
    var document = new Document();
    Json.object(json, (name, value) -> document.read(name, value, mayBeWrapped));
    if (json.nextToken() != null) {
      throw new UnreadableRecordException("one JSON object was expected; more follows it");
    }
    if (document.lookupRecord.isPresent()) {
      return read(document.lookupRecord.get());
    }
    return document
        .detail
        .map(detail -> new Delivery(Records.of(detail), Optional.of(document.envelope())))
        .orElseGet(() -> new Delivery(Records.of(document.record), Optional.empty()));
  }

  private Delivery read(String record) throws IOException {
    try (var parser = JSON.createParser(record)) {
      return read(parser, false);
    }
  }

  private static String kind(JsonToken token) {
    return token == null ? "nothing" : token.name();
  }

  /// The top of a document, of which it shows only in the end what it is.
  private static final class Document {
    private final Fields record = new Fields();
    private Optional<Fields> detail = Optional.empty();
    private Optional<String> lookupRecord = Optional.empty();
    private Optional<String> source = Optional.empty();
    private Optional<String> detailType = Optional.empty();
    private Optional<String> account = Optional.empty();

    void read(String name, JsonParser json, boolean mayBeWrapped) throws IOException {
      switch (name) {
        case "detail" -> detail(json, mayBeWrapped);
        case "CloudTrailEvent" -> lookupRecord = mayBeWrapped ? Json.text(json) : Optional.empty();
        case "source" -> source = Json.text(json);
        case "detail-type" -> detailType = Json.text(json);
        case "account" -> account = Json.text(json);
        default -> record.read(name, json);
      }
    }

    private void detail(JsonParser json, boolean mayBeWrapped) throws IOException {
      if (!mayBeWrapped || json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        return;
      }
      var fields = new Fields();
      Json.object(json, fields::read);
      detail = Optional.of(fields);
    }

    Envelope envelope() {
      return new Envelope(source, detailType, account);
    }
  }
}
