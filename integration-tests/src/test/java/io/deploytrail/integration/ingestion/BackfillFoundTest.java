package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.aws.Pace;
import io.deploytrail.aws.SimulatedTime;
import io.deploytrail.functions.backfillsessions.BackfillSessionsHandler;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.FakeEventHistory;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.SessionBackfill;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.questions.Configuration;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What a backfill counts as found, when requests fail.
final class BackfillFoundTest {
  private static final Configuration CONFIGURATION = Configuration.DEFAULT;

  private final SimulatedTime time = new SimulatedTime(MadeUpOrganization.end());
  private int failed;

  /// Goes on as the state machine does: a run that fails is done again with its input.
  private JsonNode backfill(String part, BackfillSessionsHandler handler) {
    var state =
        Corpus.json(
            "{\"region\":\"us-east-1\",\"part\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(part, MadeUpOrganization.START, MadeUpOrganization.end())
                .getBytes(UTF_8));
    while (!state.path("done").asBoolean()) {
      try {
        state = Corpus.invoke(handler, state.toString().getBytes(UTF_8), new RecordingContext());
      } catch (SdkClientException e) {
        failed++;
        assertThat(failed).as("runs without progress").isLessThan(100);
      }
    }
    return state;
  }

  /// Every n-th request of the history fails, and some of the index.
  @ParameterizedTest
  @ValueSource(ints = {5, 7, 11, 1_000_000})
  void whatAFailedRunWroteIsCountedOnce(int every) {
    var index = new InMemorySessionIndex(CONFIGURATION.names());
    var failing =
        new FailingIndex(
            index, number -> number < 5 * every && number % every == 0, new AtomicInteger());
    var selection =
        new Selection(CONFIGURATION.names(), CONFIGURATION.providers(), CONFIGURATION::attributor);
    var records = MadeUpOrganization.records(3, 20);
    var history = new FakeEventHistory(records, time, request -> request % every == 0);
    var handler =
        new BackfillSessionsHandler(
            new SessionBackfill(failing, selection),
            _ -> history,
            deadline -> new Pace(Duration.ofMillis(550), time, time::pass, deadline),
            time);

    var issuances = backfill("issuances", handler).path("found").asInt();
    var links = backfill("links", handler).path("found").asInt();

    assertThat(failed > 0).isEqualTo(every < 1_000_000);
    assertThat(links).isPositive();
    assertThat(issuances + links)
        .isEqualTo(
            (int)
                records.stream()
                    .filter(record -> index.ofEvent(record.path("eventID").asText()).isPresent())
                    .count());
  }
}
