package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.reader.Samples.DENIED;
import static io.deploytrail.cloudtrail.reader.Samples.LINK;
import static io.deploytrail.cloudtrail.reader.Samples.NAME;
import static io.deploytrail.cloudtrail.reader.Samples.PROVIDER;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A record that an exporter wrote otherwise than CloudTrail is the same record, or unreadable by
/// name: what is there and cannot be read is never absent.
final class SpelledOtherwiseTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final RecordReader READER = new RecordReader();

  private static final String CALL =
      """
      {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAROLE:%1$s",
      "arn":"arn:aws:sts::011122223333:assumed-role/deploy/%1$s","accountId":"011122223333",
      "accessKeyId":"ASIAROOT","sessionContext":{"webIdFederationData":{"federatedProvider":"%2$s"},
      "attributes":{"creationDate":"2026-11-20T09:30:00Z","mfaAuthenticated":"false"}}},
      "eventTime":"2026-11-20T09:31:07Z","eventSource":"s3.amazonaws.com","eventName":"PutObject",
      "awsRegion":"eu-west-1","errorCode":"AccessDenied","sourceIPAddress":"192.0.2.7",
      "requestParameters":{"bucketName":"acme-assets"},"responseElements":{"x":1},"requestID":"r",
      "eventID":"10000000-0000-4000-8000-000000000009","readOnly":false,
      "recipientAccountId":"011122223333"}\
      """
          .formatted(NAME, PROVIDER)
          .replace("\n", "");

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

  private static void assertSame(String record, String changed) {
    assertThat(outcome(changed)).as(changed).isEqualTo(outcome(record));
    assertThat(resources(changed)).as(changed).isEqualTo(resources(record));
    assertGlanceAgrees(changed);
  }

  private static void assertGlanceAgrees(String record) {
    assertThat(Told.byGlances(bytes(record)).items)
        .as(record)
        .isEqualTo(Told.byReading(bytes(record)).items);
  }

  private static List<String> resources(String record) {
    return READER.read(bytes(record)).record() instanceof Call call
        ? READER.activity(call, bytes(record), 0, bytes(record).length).resources()
        : List.of();
  }

  private static String outcome(String record) {
    try {
      return READER.read(bytes(record)).record().toString();
    } catch (UnreadableRecordException e) {
      return e.reason();
    }
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /// The record with another value at that path; null takes the field away.
  private static String changed(String record, String path, UnaryOperator<JsonNode> change) {
    var tree = tree(record);
    var end = path.lastIndexOf('/');
    var parent = (ObjectNode) tree.at(path.substring(0, end));
    var name = path.substring(end + 1);
    var value = change.apply(parent.path(name));
    if (value == null) {
      parent.remove(name);
    } else {
      parent.set(name, value);
    }
    return tree.toString();
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
