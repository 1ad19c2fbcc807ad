package io.deploytrail.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deploytrail.aws.TimeText;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Moment;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Where a page ended, as text that fits into a URL: the key of the last fact in the index and in
/// the table, as a JSON object in Base64.
///
/// A token belongs to its lookup. It stays good when the fact that it names is gone.
public record PageToken(Map<String, String> key) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  public PageToken {
    key = Map.copyOf(key);
  }

  public static PageToken of(Lookup lookup, Fact last) {
    var key = new HashMap<String, String>();
    for (var part = 0; part < lookup.partition().size(); part++) {
      key.put(lookup.index().partition().get(part), lookup.partition().get(part));
    }
    key.put("eventTime", TimeText.of(last.event().time()));
    key.put("eventId", last.event().id());
    key.put("accessKeyId", FactKeys.accessKey(last));
    return new PageToken(key);
  }

  public String encode() {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(MAPPER.writeValueAsBytes(key));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }

  /// Throws [InvalidPageTokenException] for a text that no page of that lookup gave.
  public static PageToken decode(String token, Lookup lookup) {
    var key = texts(token);
    if (key == null
        || !key.keySet().equals(lookup.index().position())
        || !key.values().stream().allMatch(Objects::nonNull)) {
      throw new InvalidPageTokenException();
    }
    var decoded = new PageToken(key);
    var isOfLookup =
        lookup.partition().equals(lookup.index().partition().stream().map(key::get).toList());
    var time = decoded.position().moment().time();
    if (!isOfLookup
        || !TimeText.of(time).equals(key.get("eventTime"))
        || !lookup.times().map(range -> range.contains(time)).orElse(true)) {
      throw new InvalidPageTokenException();
    }
    return decoded;
  }

  public Position position() {
    try {
      return new Position(
          new Moment(Instant.parse(text("eventTime")), text("eventId")), text("accessKeyId"));
    } catch (DateTimeException e) {
      throw new InvalidPageTokenException(e);
    }
  }

  private String text(String name) {
    return key.getOrDefault(name, "");
  }

  private static Map<String, String> texts(String token) {
    try {
      return MAPPER.readValue(Base64.getUrlDecoder().decode(token), TEXTS);
    } catch (IllegalArgumentException | IOException e) {
      throw new InvalidPageTokenException(e);
    }
  }
}
