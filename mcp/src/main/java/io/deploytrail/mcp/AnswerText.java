package io.deploytrail.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.InvalidQuestionException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An answer's one JSON form ([AnswerWriter]) as the text of a result: bounded, and without a sign
/// that does something. `notes` say what was left out, and how to get it.
record AnswerText(String json, List<String> notes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOO_LARGE =
      "is larger than a result may be, and left out; the command deploytrail prints it";

  AnswerText {
    notes = List.copyOf(notes);
  }

  /// Throws [InvalidQuestionException] for an answer that cannot be made to fit.
  static AnswerText of(Answer answer, PlaceInList place) {
    if (answer instanceof Answer.Listing<?> listing) {
      return part(listing, place);
    }
    var whole = tree(AnswerWriter.write(answer));
    var cut =
        Bounds.fit(whole, Bounds.MOST_OF_ANSWER)
            .orElseThrow(() -> new InvalidQuestionException("the answer " + TOO_LARGE));
    return new AnswerText(HarmlessJson.of(whole), cut);
  }

  private static AnswerText part(Answer.Listing<?> page, PlaceInList place) {
    var items = new ArrayList<String>();
    var ofItems = new ArrayList<String>();
    var left = Bounds.MOST_OF_ANSWER;
    var end = Math.min(place.skipped(), page.items().size());
    while (end < page.items().size()) {
      var ofItem = new ArrayList<String>();
      var item = item(page.items().get(end), end + 1, ofItem);
      left -= item.map(Bounds::size).orElse(0) + 1;
      if (left < 0 && !items.isEmpty()) {
        break;
      }
      item.ifPresent(items::add);
      ofItems.addAll(ofItem);
      end++;
    }
    var notes = new ArrayList<String>();
    var rest = rest(page, place, end, notes);
    notes.addAll(ofItems);
    return new AnswerText(
        "{\"items\":[" + String.join(",", items) + "]," + HarmlessJson.of(rest).substring(1),
        notes);
  }

  /// One item, which alone is no larger than all may be; empty if it cannot be made so.
  private static Optional<String> item(Answer.Item item, int number, List<String> notes) {
    var whole = tree(AnswerWriter.writeItem(item));
    var cut = Bounds.fit(whole, Bounds.MOST_OF_ANSWER);
    cut.ifPresentOrElse(
        parts -> parts.forEach(part -> notes.add("of item " + number + ", " + part)),
        () -> notes.add("item " + number + " " + TOO_LARGE));
    return cut.map(_ -> HarmlessJson.of(whole));
  }

  /// What stands about the list. What belongs to a page comes with its last part.
  private static ObjectNode rest(
      Answer.Listing<?> page, PlaceInList place, int end, List<String> notes) {
    var isWhole = end == page.items().size();
    var about = tree(AnswerWriter.writeRest(page, isWhole));
    var rest = JSON.createObjectNode();
    if (isWhole) {
      page.next().ifPresent(_ -> notes.add("there may be more: ask again with this next"));
    } else {
      about.retain("readAs", "searched", "notSearched");
      rest.put("next", new PlaceInList(end, place.page()).next());
      notes.add(
          "items %d to %d of a page of %d, as many as fit: ask again with this next for the others"
              .formatted(place.skipped() + 1, end, page.items().size()));
    }
    rest.setAll(about);
    notes.addAll(
        Bounds.fit(rest, Bounds.MOST_OF_REST)
            .orElseThrow(() -> new InvalidQuestionException("the answer " + TOO_LARGE)));
    return rest;
  }

  private static ObjectNode tree(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
