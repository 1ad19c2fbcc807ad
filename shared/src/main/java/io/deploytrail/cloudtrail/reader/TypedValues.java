package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads values of the types that CloudTrail writes, and notes the first that has another one: what
/// is there and cannot be read is not absent.
///
/// Null, `{}`, `[]`, blank text and placeholders are nothing. A text that holds an object's JSON is
/// that object, as some exporters write it, and a whole number is the text of its digits. Anything
/// else is skipped, and noted in [#problem].
final class TypedValues {
  private Optional<String> problem = Optional.empty();

  /// The first value of another type: which field it is, what was expected, and what stands there.
  Optional<String> problem() {
    return problem;
  }

  /// Reads the object on which the parser stands, field by field.
  void object(String name, JsonParser json, Json.Field field) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> Json.object(json, field);
      case VALUE_STRING -> objectInText(name, json.getText(), field);
      case VALUE_NULL -> {}
      default -> skip(name, "an object", json);
    }
  }

  private void objectInText(String name, String text, Json.Field field) throws IOException {
    if (Placeholders.isOne(text)) {
      return;
    }
    try (var inner = RecordReader.parser(text)) {
      if (inner.nextToken() == JsonToken.START_OBJECT) {
        Json.object(inner, field);
        if (inner.currentToken() == JsonToken.END_OBJECT && inner.nextToken() == null) {
          return;
        }
      }
    } catch (JsonProcessingException _) {
      // A struct's text, or one that was cut: noted below. The message would show a place in the
      // text.
    }
    note(name, "an object", "a text");
  }

  /// The text on which the parser stands, unless it is a placeholder.
  Optional<String> filledText(JsonParser json) throws IOException {
    return Placeholders.none(text(json));
  }

  /// The text on which the parser stands.
  Optional<String> text(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> Json.text(json);
      case VALUE_NUMBER_INT -> Optional.of(json.getText());
      case VALUE_NULL -> Optional.empty();
      default -> skip(json.currentName(), "a text", json);
    };
  }

  /// The id of an account: a number lost the zeros at its start.
  Optional<String> account(JsonParser json) throws IOException {
    var text = filledText(json);
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT
        ? text.map(digits -> "0".repeat(Math.max(0, 12 - digits.length())) + digits)
        : text;
  }

  private Optional<String> skip(@Nullable String name, String expected, JsonParser json)
      throws IOException {
    var start = json.currentToken();
    var isEmptyArray = start == JsonToken.START_ARRAY && json.nextToken() == JsonToken.END_ARRAY;
    if (!isEmptyArray) {
      note(name, expected, Json.kind(start));
      leave(start, json);
    }
    return Optional.empty();
  }

  /// Moves to the end of the value that began with that token.
  private static void leave(JsonToken start, JsonParser json) throws IOException {
    switch (start) {
      case START_OBJECT -> json.skipChildren();
      case START_ARRAY -> {
        while (json.currentToken() != JsonToken.END_ARRAY) {
          json.skipChildren();
          json.nextToken();
        }
      }
      default -> {}
    }
  }

  private void note(@Nullable String name, String expected, String came) {
    if (problem.isEmpty()) {
      problem = Optional.of("%s: %s was expected, not %s".formatted(name, expected, came));
    }
  }
}
