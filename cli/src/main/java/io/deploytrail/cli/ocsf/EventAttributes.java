package io.deploytrail.cli.ocsf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The attributes of an event or of an object in it; what is absent or empty is left out.
final class EventAttributes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  EventAttributes text(String name, String text) {
    node.put(name, text);
    return this;
  }

  EventAttributes text(String name, Optional<String> text) {
    text.ifPresent(present -> node.put(name, present));
    return this;
  }

  EventAttributes texts(String name, List<String> texts) {
    var array = node.putArray(name);
    texts.forEach(array::add);
    return this;
  }

  EventAttributes number(String name, int number) {
    node.put(name, number);
    return this;
  }

  /// OCSF's `timestamp_t`: milliseconds since 1970.
  EventAttributes time(String name, Instant time) {
    node.put(name, time.toEpochMilli());
    return this;
  }

  EventAttributes time(String name, Optional<Instant> time) {
    time.ifPresent(present -> time(name, present));
    return this;
  }

  /// OCSF's `json_t`: any JSON.
  EventAttributes json(String name, String json) {
    node.putRawValue(name, new RawValue(json));
    return this;
  }

  EventAttributes object(String name, EventAttributes object) {
    if (!object.isEmpty()) {
      node.set(name, object.node);
    }
    return this;
  }

  EventAttributes objects(String name, List<EventAttributes> objects) {
    if (!objects.isEmpty()) {
      var array = node.putArray(name);
      objects.forEach(object -> array.add(object.node));
    }
    return this;
  }

  boolean isEmpty() {
    return node.isEmpty();
  }

  /// One line of JSON. Written as bytes first: so half a character, which no byte form has, is
  /// escaped.
  String line() {
    try {
      return new String(JSON.writeValueAsBytes(node), UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing JSON into memory failed", e);
    }
  }
}
