package io.deploytrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Origin;
import io.deploytrail.questions.Answer.CallList;
import io.deploytrail.questions.Answer.MadeCall;
import io.deploytrail.questions.Answer.UnknownEvent;
import io.deploytrail.questions.Answer.WhoAnswer;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.InvalidQuestionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is left out of an answer that is too large, and how the rest is got.
final class AnswerTextTest {
  private static final PlaceInList START = PlaceInList.of(Optional.empty());

  private static MadeCall call(String errorCode, int resources) {
    return new MadeCall(
        attribution("not Pulumi's"),
        IntStream.range(0, resources).mapToObj(each -> "arn:aws:s3:::bucket-" + each).toList(),
        Optional.of(errorCode));
  }

  private static Attribution attribution(String evidence) {
    return new Attribution(Optional.empty(), Origin.none(Set.of(), evidence));
  }

  private static CallList list(List<MadeCall> calls, int unread) {
    return new CallList(
        calls,
        Optional.of("2026-11-20T09:00:00Z,e"),
        List.of(),
        List.of("session index"),
        IntStream.range(0, unread).mapToObj(each -> "file-" + each + ".json.gz").toList(),
        Optional.empty());
  }

  private static List<String> errors(JsonNode page) {
    return page.findValuesAsText("errorCode");
  }

  @Test
  void answerThatFitsIsThatOfEverybody() {
    var list = list(List.of(call("One", 2), call("Two", 0)), 3);

    assertThat(AnswerText.of(list, START).json()).isEqualTo(AnswerWriter.write(list));
  }

  @Test
  void everyItemOfAPageIsShownOnceAndWhole() {
    var calls = IntStream.range(0, 100).mapToObj(each -> call("E" + each, each)).toList();
    var list = list(calls, 0);
    var shown = new ArrayList<String>();
    var place = START;
    var results = 0;
    while (place.page().isEmpty()) {
      var text = AnswerText.of(list, place);
      assertThat(Bounds.size(text.json())).isLessThan(Bounds.MOST_OF_ANSWER + Bounds.MOST_OF_REST);
      var page = MadeUpDesk.json(text.json());
      shown.addAll(errors(page));
      place = PlaceInList.of(Optional.of(page.path("next").asText()));
      results++;
    }

    assertThat(results).isGreaterThan(2);
    assertThat(shown).isEqualTo(errors(MadeUpDesk.json(AnswerWriter.write(list))));
    assertThat(place.page()).isEqualTo(list.next());
  }

  @Test
  void itemLargerThanAResultIsShownWithTheBeginningOfItsLists() {
    var text =
        AnswerText.of(
            list(List.of(call("Small", 1), call("Large", 9000)), 0),
            new PlaceInList(1, Optional.empty()));

    var resources = MadeUpDesk.json(text.json()).at("/items/0/resources");
    assertThat(resources).hasSizeBetween(500, 5000);
    assertThat(resources.get(0).asText()).isEqualTo("arn:aws:s3:::bucket-0");
    assertThat(text.notes()).contains("of item 2, resources: the first 1125 of 9000");
  }

  @Test
  void itemThatCannotBeMadeToFitIsNamedAndPassed() {
    var list = list(List.of(call("E".repeat(70_000), 0), call("Behind", 0)), 0);

    var text = AnswerText.of(list, START);

    assertThat(errors(MadeUpDesk.json(text.json()))).containsExactly("Behind");
    assertThat(text.notes()).anyMatch(note -> note.startsWith("item 1 is larger than"));
  }

  @Test
  void longListOfWhatWasNotSearchedIsCutAndCounted() {
    var text = AnswerText.of(list(List.of(call("One", 0)), 5000), START);

    assertThat(Bounds.size(text.json())).isLessThan(Bounds.MOST_OF_ANSWER + Bounds.MOST_OF_REST);
    assertThat(text.notes()).contains("notSearched: the first 625 of 5000");
  }

  @Test
  void answerOfOneTextThatIsTooLongIsRefused() {
    var answer = new WhoAnswer(attribution("one sentence"), List.of(), List.of());

    assertThat(AnswerText.of(answer, START).notes()).isEmpty();
    assertThatThrownBy(
            () -> AnswerText.of(new UnknownEvent("e".repeat(70_000), List.of(), List.of()), START))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining("the command deploytrail prints it");
  }

  @Test
  void placeBehindThePageIsItsEnd() {
    var list = list(List.of(call("One", 0)), 0);

    var page = MadeUpDesk.json(AnswerText.of(list, new PlaceInList(7, Optional.empty())).json());

    assertThat(page.path("items")).isEmpty();
    assertThat(page.path("next").asText()).isEqualTo(list.next().orElseThrow());
  }
}
