package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.log.Respelled.CALL;
import static io.deploytrail.cloudtrail.log.Respelled.assertGlanceAgrees;
import static io.deploytrail.cloudtrail.log.Respelled.assertSame;
import static io.deploytrail.cloudtrail.log.Respelled.changed;
import static io.deploytrail.cloudtrail.log.Respelled.outcome;
import static io.deploytrail.cloudtrail.log.Respelled.resources;
import static io.deploytrail.cloudtrail.log.Respelled.tree;
import static io.deploytrail.cloudtrail.reader.Samples.LINK;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A value that an exporter wrote as another type than CloudTrail is the same value, or unreadable
/// by name: what is there and cannot be read is never absent.
final class TypedOtherwiseTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final RecordReader READER = new RecordReader();

  /// The objects that the rules look into, in each kind of record.
  private static final List<String> IN_ALL =
      List.of("/userIdentity", "/requestParameters", "/responseElements");

  private static final List<String> IN_CALLERS =
      List.of(
          "/userIdentity/sessionContext",
          "/userIdentity/sessionContext/attributes",
          "/userIdentity/sessionContext/webIdFederationData");

  private static final List<String> IN_ISSUANCES =
      List.of("/responseElements/credentials", "/responseElements/assumedRoleUser");

  static Stream<Arguments> objects() {
    return Stream.of(
            objects("a call", CALL, Stream.of(IN_ALL, IN_CALLERS)),
            objects("a link", LINK, Stream.of(IN_ALL, IN_CALLERS, IN_ISSUANCES)),
            objects("a root", ROOT, Stream.of(IN_ALL, IN_ISSUANCES)))
        .flatMap(stream -> stream);
  }

  private static Stream<Arguments> objects(String kind, String record, Stream<List<String>> paths) {
    return paths
        .flatMap(List::stream)
        .map(path -> Arguments.argumentSet(kind + path, record, path));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void jsonInATextIsTheObject(String record, String path) {
    for (var text : List.of("%s", " %s\n")) {
      var changed = changed(record, path, value -> TextNode.valueOf(text.formatted(value)));
      assertThat(outcome(changed)).as(changed).isEqualTo(outcome(record));
      assertGlanceAgrees(changed);
      // JSON in a text further in may be a policy, which names other resources than the call.
      if (!IN_ISSUANCES.contains(path)) {
        assertThat(resources(changed)).as(changed).isEqualTo(resources(record));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("objects")
  void anotherTypeIsUnreadableByName(String record, String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    for (var other : others(tree(record).at(path))) {
      var changed = changed(record, path, _ -> other);
      assertThatExceptionOfType(UnreadableRecordException.class)
          .as(changed)
          .isThrownBy(() -> READER.read(bytes(changed)))
          .withMessageStartingWith(name + ": an object was expected, not a")
          .withMessageContaining(" in event " + tree(record).path("eventID").asText());
      assertGlanceAgrees(changed);
    }
  }

  private static List<JsonNode> others(JsonNode object) {
    var json = object.toString();
    return List.of(
        NODES.arrayNode().add(object),
        NODES.arrayNode().add(1).add("x"),
        NODES.numberNode(7),
        NODES.booleanNode(true),
        NODES.textNode("text"),
        NODES.textNode("[" + json + "]"),
        NODES.textNode(json.substring(0, json.length() - 1)),
        NODES.textNode(json + json),
        NODES.textNode(json.replace("\"", "").replace(":", "=").replace(",", ", ")));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void nullAndEmptyAreAbsent(String record, String path) {
    var absent = changed(record, path, _ -> null);
    for (var none :
        List.<JsonNode>of(
            NODES.nullNode(),
            NODES.objectNode(),
            NODES.arrayNode(),
            NODES.textNode(""),
            NODES.textNode(" - "),
            NODES.textNode("null"),
            NODES.textNode("{}"))) {
      var changed = changed(record, path, _ -> none);
      assertThat(outcome(changed)).as(changed).isEqualTo(outcome(absent));
      assertGlanceAgrees(changed);
    }
  }

  static Stream<Arguments> texts() {
    return Stream.of("type", "principalId", "accessKeyId", "arn", "accountId", "invokedBy")
        .map(name -> Arguments.argumentSet(name, "/userIdentity/" + name));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void placeholderInAnIdentityIsAbsentAndAnotherTypeUnreadable(String path) {
    var absent = changed(CALL, path, _ -> null);
    for (var none : List.of("-", "null", "", " ")) {
      var changed = changed(CALL, path, _ -> TextNode.valueOf(none));
      assertThat(outcome(changed)).as(changed).isEqualTo(outcome(absent));
      assertGlanceAgrees(changed);
    }
    for (var other :
        List.of(
            NODES.arrayNode().add("x"), NODES.objectNode().put("x", 1), NODES.booleanNode(false))) {
      var changed = changed(CALL, path, _ -> other);
      assertThat(outcome(changed)).as(changed).contains(": a text was expected, not ");
      assertGlanceAgrees(changed);
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void accountMayBeANumberThatLostItsZero(String path) {
    assertSame(CALL, changed(CALL, path, account -> NODES.numberNode(account.asLong())));
  }

  static Stream<String> numbers() {
    return Stream.of("/userIdentity/accountId", "/recipientAccountId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-11-20 09:30:00", "1763631000"})
  void creationDateInAnotherFormIsUnreadable(String other) {
    var path = "/userIdentity/sessionContext/attributes/creationDate";
    var changed = changed(CALL, path, _ -> TextNode.valueOf(other));
    assertThat(outcome(changed)).startsWith("creationDate: a time such as");
    assertGlanceAgrees(changed);
  }
}
