package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.log.Respelled.CALL;
import static io.deploytrail.cloudtrail.log.Respelled.assertSame;
import static io.deploytrail.cloudtrail.log.Respelled.outcome;
import static io.deploytrail.cloudtrail.log.Respelled.tree;
import static io.deploytrail.cloudtrail.reader.Samples.DENIED;
import static io.deploytrail.cloudtrail.reader.Samples.LINK;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A record whose names an exporter wrote otherwise than CloudTrail, or that it wrapped, is the
/// same record.
final class SpelledOtherwiseTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> spellings() {
    return Stream.of(CALL, LINK, ROOT, DENIED)
        .flatMap(record ->
            Stream.of(
                spelling("lower case", record, name -> lower(name)),
                spelling("upper case", record, name -> upper(name)),
                spelling(
                    "capitals", record, name -> upper(name.substring(0, 1)) + name.substring(1)),
                spelling(
                    "underscores",
                    record,
                    name -> lower(name.replaceAll("([a-z])([A-Z])", "$1_$2")))));
  }

  private static Arguments spelling(String kind, String record, UnaryOperator<String> spelling) {
    return Arguments.argumentSet(kind, record, spelling);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void namesInAnotherCaseAreTheNames(String record, UnaryOperator<String> spelling) {
    assertSame(record, renamed(tree(record), spelling).toString());
  }

  /// Each name by itself, the others as CloudTrail writes them.
  @ParameterizedTest
  @MethodSource("spellings")
  void oneNameInAnotherCaseIsTheName(String record, UnaryOperator<String> spelling) {
    for (var name :
        List.of(
            "userIdentity",
            "sessionContext",
            "accessKeyId",
            "federatedProvider",
            "creationDate",
            "accountId",
            "eventID",
            "errorCode",
            "recipientAccountId",
            "responseElements")) {
      // A name with underscores has another length, by which a glance passes over it.
      var other =
          name.equals("errorCode") || name.equals("recipientAccountId")
              ? lower(name)
              : spelling.apply(name);
      assertSame(
          record, renamed(tree(record), each -> each.equals(name) ? other : each).toString());
    }
  }

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.argumentSet("a call", CALL),
        Arguments.argumentSet("a link", LINK),
        Arguments.argumentSet("a root", ROOT),
        Arguments.argumentSet("a refusal", DENIED));
  }

  @ParameterizedTest
  @MethodSource("records")
  void namesWithDotsAreInnerFields(String record) {
    assertSame(record, dotted(tree(record), 1).toString());
    assertSame(record, dotted(tree(record), 5).toString());
  }

  @ParameterizedTest
  @MethodSource("records")
  void recordInAWrapperWithIdsOfItsOwnIsTheRecord(String record) {
    var ids =
        JSON.createObjectNode()
            .put("eventID", "other")
            .put("eventTime", "2026-01-01T00:00:00Z")
            .put("eventName", "Other")
            .put("eventSource", "other.amazonaws.com");
    for (var inner : List.of(tree(record), TextNode.valueOf(record))) {
      for (var name : List.of("detail", "CloudTrailEvent")) {
        for (var wrapper : List.of(ids, JSON.createObjectNode())) {
          var document = wrapper.deepCopy().set(name, inner).toString();
          assertSame(record, document);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void brokenRecordInAWrapperIsUnreadable(String record) {
    var wrapper =
        JSON.createObjectNode().put("eventID", "x").put("eventTime", "2026-01-01T00:00:00Z");
    var cut = wrapper.deepCopy().put("detail", record.substring(0, 100)).toString();
    assertThat(outcome(cut)).isEqualTo("detail: an object was expected, not a text");
    var unnamed = (ObjectNode) tree(record);
    unnamed.remove("eventID");
    assertThat(outcome(wrapper.deepCopy().set("detail", unnamed).toString()))
        .isEqualTo("a CloudTrail record was expected, with eventID as text; it is missing");
  }

  private static JsonNode renamed(JsonNode node, UnaryOperator<String> spelling) {
    if (!node.isObject()) {
      return node;
    }
    var renamed = JSON.createObjectNode();
    node.properties()
        .forEach(field ->
            renamed.set(spelling.apply(field.getKey()), renamed(field.getValue(), spelling)));
    return renamed;
  }

  /// Objects down to that depth taken apart into fields whose names hold dots.
  private static ObjectNode dotted(JsonNode node, int depth) {
    var flat = JSON.createObjectNode();
    node.properties()
        .forEach(field -> {
          if (field.getValue().isObject() && depth > 0) {
            new ArrayList<>(dotted(field.getValue(), depth - 1).properties())
                .forEach(
                    inner -> flat.set(field.getKey() + "." + inner.getKey(), inner.getValue()));
          } else {
            flat.set(field.getKey(), field.getValue());
          }
        });
    return flat;
  }
}
