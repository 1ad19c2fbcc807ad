package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads what a call did from its record: a second look, for the few calls that are worth it.
///
/// Takes the shapes that [RecordReader] takes. The resources are `resources[].ARN` and every text
/// in `requestParameters` and `responseElements` that [Identifiers] recognizes; one walk, the same
/// for every service, finds them. Credentials are passed over. Both values of a field that comes
/// twice count.
final class ActivityReader {
  private static final String CREDENTIALS = "credentials";

  /// What holds the elements of a list in XML made JSON, and names nothing.
  private static final Set<String> NO_NAMES = Set.of("items", "item", "member", "members");

  private static final FieldNames NAMES =
      new FieldNames("readOnly", "resources", "requestParameters", "responseElements");

  private final Call call;
  private final TypedValues values = new TypedValues();
  private final Identifiers identifiers;
  private boolean readOnly;

  ActivityReader(Call call) {
    this.call = call;
    this.identifiers =
        new Identifiers(call.event().service().orElse(""), call.event().name().orElse(""));
  }

  /// What that call did, by the record in which it was read.
  static Activity read(Call call, JsonParser json) throws IOException {
    var reader = new ActivityReader(call);
    RecordOfDocument.show(json, reader::record);
    return reader.activity();
  }

  /// What the call did, by the record whose fields were read.
  Activity activity() {
    return new Activity(call, readOnly, identifiers.all());
  }

  /// Reads a field of the record.
  void record(String name, JsonParser json) throws IOException {
    switch (name) {
      case "readOnly" -> readOnly = isTrue(json);
      case "resources" -> resources(json);
      case "requestParameters", "responseElements" -> values.object(name, json, this::walk);
      default -> NAMES.read(name, json, this::record, _ -> this::walk);
    }
  }

  private static boolean isTrue(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_TRUE
        || Json.text(json).filter("true"::equalsIgnoreCase).isPresent();
  }

  private void resources(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Json.object(json, this::resource);
    }
  }

  private void resource(String name, JsonParser json) throws IOException {
    if (name.equalsIgnoreCase("ARN")) {
      Json.text(json).ifPresent(arn -> identifiers.add("", "ARN", arn));
    } else {
      json.skipChildren();
    }
  }

  /// The nearest field around that says what it holds; the outermost one says nothing.
  private static String outer(List<String> names, String field) {
    for (var name : names.reversed()) {
      if (!name.equals(field) && !NO_NAMES.contains(name) && !isWhole(name)) {
        return name;
      }
    }
    return "";
  }

  /// Whether it holds a whole request or response: `CreateNatGatewayRequest`.
  private static boolean isWhole(String name) {
    return !name.isEmpty()
        && Character.isUpperCase(name.charAt(0))
        && (name.endsWith("Request") || name.endsWith("Response"));
  }

  /// Every text in that field of the request or response, which may have its outer fields in its
  /// name.
  private void walk(String field, JsonParser json) throws IOException {
    var names = new ArrayList<>(List.of(field.split("\\.")));
    if (names.stream().anyMatch(CREDENTIALS::equalsIgnoreCase)) {
      json.skipChildren();
      return;
    }
    var name = names.isEmpty() ? field : names.removeLast();
    names.addFirst("");
    walk(names, name, json);
  }

  /// Every text below, under the name of the field that holds it or the array around it; a loop,
  /// not a recursion, so that a record may nest as deep as it likes.
  private void walk(List<String> names, String field, JsonParser json) throws IOException {
    var depth = names.size();
    var name = field;
    for (var token = json.currentToken(); ; token = json.nextToken()) {
      switch (token) {
        case START_OBJECT, START_ARRAY -> names.add(name);
        case END_OBJECT, END_ARRAY -> name = names.removeLast();
        case FIELD_NAME -> name = json.currentName();
        case VALUE_STRING -> identifiers.add(outer(names, name), name, json.getText());
        default -> {}
      }
      if (names.size() == depth) {
        return;
      }
      if (token == JsonToken.FIELD_NAME && name.equalsIgnoreCase(CREDENTIALS)) {
        json.nextToken();
        json.skipChildren();
      }
    }
  }
}
