package io.deploytrail.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// The token that asks for the page after another: where that page ended, as text that fits into a
/// URL.
final class PageToken {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private PageToken() {}

  static String encode(Map<String, String> position) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MAPPER.writeValueAsBytes(position));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }

  /// Throws [InvalidPageTokenException] for a text that no page gave.
  static Map<String, String> decode(String token) {
    try {
      return MAPPER.readValue(
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8), TEXTS);
    } catch (IllegalArgumentException | IOException e) {
      throw new InvalidPageTokenException(e);
    }
  }

  static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidPageTokenException(e);
    }
  }
}
