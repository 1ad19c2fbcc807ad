package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What one execution may hold; a test that goes beyond it fails.
///
/// 25,000 events and 256 KiB for each input, result and output: "Quotas", AWS Step Functions
/// Developer Guide.
final class ExecutionHistory {
  private static final int MOST_EVENTS = 25_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  // ExecutionStarted, and that it has ended.
  private int events = 2;

  void add(int more) {
    events += more;
    assertThat(events).as("events of an execution").isLessThanOrEqualTo(MOST_EVENTS);
  }

  /// That data as the next state gets it: JSON, and nothing of what an expression is made of.
  static Object passedOn(String where, Object data) {
    try {
      var json = JSON.writeValueAsBytes(data);
      assertThat(json.length).as("bytes of " + where).isLessThanOrEqualTo(MOST_BYTES);
      return JSON.readValue(json, Object.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
