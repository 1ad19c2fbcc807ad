package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Small steps on a Jackson parser that tolerate any type: a value of another type than the
/// expected one is skipped, and absent. [TypedValues] reports such a value instead.
final class Json {
  private Json() {}

  /// What to do with one field; the parser stands on its value, and must stand on its end
  /// afterwards.
  interface Field {
    void read(String name, JsonParser json) throws IOException;
  }

  /// Reads the object on which the parser stands, field by field; any other value is skipped.
  static void object(JsonParser json, Field field) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      field.read(name, json);
    }
  }

  /// Passes over a field.
  static void skip(String name, JsonParser json) throws IOException {
    json.skipChildren();
  }

  /// What a value is called that begins with that token.
  static String kind(@Nullable JsonToken token) {
    return switch (token) {
      case null -> "nothing";
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_NULL -> "null";
      default -> "a truth value";
    };
  }

  /// The text on which the parser stands; empty for any other value, and for blank text.
  static Optional<String> text(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      json.skipChildren();
      return Optional.empty();
    }
    var text = json.getText();
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /// The text of one field of the object on which the parser stands.
  static Optional<String> textIn(String field, JsonParser json) throws IOException {
    var text = Optional.<String>empty();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return text;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var isField = json.currentName().equals(field);
      json.nextToken();
      if (isField) {
        text = text(json);
      } else {
        json.skipChildren();
      }
    }
    return text;
  }

  /// The whole number on which the parser stands, or that its text says.
  static Optional<Long> number(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? Optional.empty()
          : Optional.of(json.getLongValue());
    }
    return text(json).filter(text -> text.matches("\\d{1,9}")).map(Long::valueOf);
  }
}
