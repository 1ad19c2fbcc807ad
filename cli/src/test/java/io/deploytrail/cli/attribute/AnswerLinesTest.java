package io.deploytrail.cli.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Origin;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.questions.AnswerWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AnswerLinesTest {
  private static final List<String> IDS =
      List.of("806bf21f-444f-4825-a80c-afd12cd2526a", "806BF21F", "od\"d\\\u2028\n", "");
  private static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.parse("2026-11-20T09:00:00Z"),
          Instant.parse("2026-11-20T09:00:00.250Z"));
  private static final List<Optional<String>> TEXTS =
      List.of(Optional.empty(), Optional.of("s3.amazonaws.com"), Optional.of("\"x\u0085é\t"));
  private static final List<Origin> ORIGINS =
      List.of(Origin.none(Set.of(), "one"), Origin.none(Set.of(), "\"two\"", "}"));

  @Test
  void eachLineIsThatOfItsAttributionAlone() {
    var lines = new AnswerLines();
    for (var id : IDS) {
      for (var time : TIMES) {
        for (var text : TEXTS) {
          for (var other : TEXTS) {
            for (var origin : ORIGINS) {
              var event = new CallSite(text, other, other, text).at(id, time);
              var attribution = new Attribution(Optional.of(event), origin);
              assertThat(lines.line(attribution)).isEqualTo(AnswerWriter.write(attribution));
            }
          }
        }
      }
    }
  }

  @Test
  void moreThanAreRememberedAreWrittenAll() {
    var lines = new AnswerLines();
    for (var number = 0; number < 10_000; number++) {
      var event = at("region-" + number % 5_000);
      var attribution =
          new Attribution(Optional.of(event), Origin.none(Set.of(), "origin " + number % 5_000));
      assertThat(lines.line(attribution)).isEqualTo(AnswerWriter.write(attribution));
    }
  }

  @Test
  void whatIsOfAnOriginIsAnObject() {
    var origin = Origin.none(Set.of(), "one");

    assertThat(new AnswerLines().origin(origin))
        .isEqualTo(AnswerWriter.write(new Attribution(Optional.empty(), origin)));
  }

  private static Event at(String region) {
    return new CallSite(
            Optional.of("s3.amazonaws.com"),
            Optional.of("CreateBucket"),
            Optional.empty(),
            Optional.of(region))
        .at(IDS.getFirst(), TIMES.getFirst());
  }
}
