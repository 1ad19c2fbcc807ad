package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The log lines that an alarm counts: of sessions whose id or version is another's, as
/// index-sessions writes them.
final class ReusedNamesAlarmTest {
  private static final String FIRST = "e1000000-0000-4000-8000-000000000001";
  private static final String AGAIN = "e1000000-0000-4000-8000-00000000000f";

  /// The first run of a deployment, and two hours later a session that states the same id.
  private static final List<String> EVENTS = List.of(event(), copy(event()));

  private static String event() {
    return new String(Corpus.input("index-sessions", "01-deployment-by-id.json"), UTF_8);
  }

  private static String copy(String event) {
    return event
        .replace("2026-11-19T09:00:00Z", "2026-11-19T11:00:00Z")
        .replace("10:00:00 AM", "12:00:00 PM")
        .replace(FIRST, AGAIN)
        .replace("ASIAWEBPROD000000001", "ASIAWEBPROD00000000F");
  }

  private static List<String> lines(List<String> events) throws IOException {
    var batch = JsonNodeFactory.instance.objectNode();
    var messages = batch.putArray("Records");
    events.forEach(event -> messages.addObject().put("messageId", "m").put("body", event));
    var context = new RecordingContext();
    Corpus.indexer(new InMemorySessionIndex(Corpus.configuration().names()))
        .handleRequest(
            new ByteArrayInputStream(batch.toString().getBytes(UTF_8)),
            OutputStream.nullOutputStream(),
            context);
    return context.lines().stream().filter(line -> line.contains("REUSED")).toList();
  }

  @Test
  void indexSessionsTellsASessionThatStatesAnothersId() throws IOException {
    assertThat(lines(EVENTS.subList(0, 1))).isEmpty();
    assertThat(lines(List.of(event(), event()))).as("a redelivery").isEmpty();
    assertThat(lines(EVENTS))
        .singleElement()
        .asString()
        .startsWith("ID_REUSED: event " + AGAIN + ", ")
        .contains("3f6a1c52-8d0e-4b7a-9c11-5e2d7f80a941 was stated first by event " + FIRST)
        .doesNotContain("TOKEN");
  }
}
