package io.deploytrail.aws;

import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

final class EventHistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final EventLookup LOOKUP =
      EventLookup.of(LookupAttributeKey.EVENT_NAME, "AssumeRole");

  private final Pages client = new Pages(new ArrayList<>());
  private final List<String> read = new ArrayList<>();

  /// Three pages of one event each; keeps what it was asked.
  private record Pages(List<LookupEventsRequest> asked) implements CloudTrailClient {
    @Override
    public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
      asked.add(request);
      var page = Integer.parseInt(requireNonNullElse(request.nextToken(), "1"));
      return LookupEventsResponse.builder()
          .events(Event.builder().eventId("event " + page).build())
          .nextToken(page < 3 ? Integer.toString(page + 1) : null)
          .build();
    }

    @Override
    public String serviceName() {
      return "cloudtrail";
    }

    @Override
    public void close() {}
  }

  private boolean reads(List<Event> page) {
    page.forEach(event -> read.add(event.eventId()));
    return true;
  }

  @Test
  void allPagesAreReadAsLongAsThereIsPatience() {
    assertThat(new EventHistory(client).read(LOOKUP, 3, this::reads)).isTrue();

    assertThat(read).containsExactly("event 1", "event 2", "event 3");
  }

  @Test
  void patienceEndsBeforeTheHistory() {
    assertThat(new EventHistory(client).read(LOOKUP, 2, this::reads)).isFalse();

    assertThat(read).containsExactly("event 1", "event 2");
    assertThat(client.asked()).hasSize(2);
  }

  @Test
  void aReaderThatHasEnoughAsksForNoMore() {
    assertThat(new EventHistory(client).read(LOOKUP, 1, _ -> false)).isTrue();

    assertThat(client.asked()).hasSize(1);
  }

  @Test
  void onlyALookupOfACertainTimeNamesIt() {
    new EventHistory(client).read(LOOKUP, 1, this::reads);
    new EventHistory(client).read(LOOKUP.between(NOW, NOW.plusSeconds(1)), 1, this::reads);

    assertThat(client.asked().getFirst().startTime()).isNull();
    assertThat(client.asked().getFirst().endTime()).isNull();
    assertThat(client.asked().getLast().startTime()).isEqualTo(NOW);
    assertThat(client.asked().getLast().endTime()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void aTimeThatEndsBeforeItStartsIsNotLookedUp() {
    assertThatThrownBy(() -> LOOKUP.between(NOW, NOW.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-11-20T12:00:00Z to 2026-11-20T11:59:59Z");
  }

  @Test
  void aBatchWaitsBetweenItsPagesUntilItsTimeIsUp() {
    var waited = new ArrayList<Duration>();
    var pace =
        new Pace(
            Duration.ofMillis(550),
            Clock.fixed(NOW, ZoneOffset.UTC),
            waited::add,
            NOW.plusMillis(1_000));
    var batch = new EventHistory(client, pace);

    assertThatThrownBy(() -> batch.read(LOOKUP, 3, this::reads))
        .isInstanceOf(Pace.TimeIsUpException.class);
    assertThat(waited).containsExactly(Duration.ofMillis(550));
    assertThat(read).containsExactly("event 1", "event 2");
  }
}
