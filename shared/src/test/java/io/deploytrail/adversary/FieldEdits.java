package io.deploytrail.adversary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deploytrail.adversary.Deed.Harm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What CloudTrail and what carries its records may do to a field of them: leave it out, change its
/// type, or one of two copies.
///
/// Each says whether it found something to do it to.
final class FieldEdits {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String IDENTITY = "/userIdentity";
  private static final String CONTEXT = "/userIdentity/sessionContext";

  private FieldEdits() {}

  // Fields

  /// Leaves out the field at that path, which begins at the record.
  static boolean drop(Stage stage, int percent, Predicate<Deed> which, String path) {
    return edit(stage, percent, which, path, Harm.LESS, (parent, name) -> parent.remove(name));
  }

  /// Puts another text there.
  static boolean lie(
      Stage stage, int percent, Predicate<Deed> which, String path, Change<String> change) {
    return edit(
        stage,
        percent,
        which,
        path,
        Harm.LIE,
        (parent, name) ->
            parent.set(name, TextNode.valueOf(change.of(parent.path(name).asText()))));
  }

  /// What becomes of a value.
  interface Change<T> {
    T of(T value);
  }

  private interface Edit {
    void of(ObjectNode parent, String name);
  }

  private static boolean edit(
      Stage stage, int percent, Predicate<Deed> which, String path, Harm harm, Edit edit) {
    var end = path.lastIndexOf('/');
    var name = path.substring(end + 1);
    var edited = false;
    for (var deed : Pipeline.some(stage, percent, which)) {
      if (deed.record.at(path.substring(0, end)) instanceof ObjectNode parent && parent.has(name)) {
        edit.of(parent, name);
        deed.harmed(harm);
        edited = true;
      }
    }
    return edited;
  }

  static boolean dropKey(Stage stage, Predicate<Deed> which) {
    return drop(stage, 50, which, IDENTITY + "/accessKeyId");
  }

  static boolean dropPrincipal(Stage stage, Predicate<Deed> which) {
    return drop(stage, 50, which, IDENTITY + "/principalId");
  }

  static boolean dropDate(Stage stage, Predicate<Deed> which) {
    return drop(stage, 50, which, CONTEXT + "/attributes/creationDate");
  }

  static boolean dropProvider(Stage stage, Predicate<Deed> which) {
    return drop(stage, 50, which, CONTEXT + "/webIdFederationData/federatedProvider");
  }

  static boolean dropAccount(Stage stage, Predicate<Deed> which) {
    return drop(stage, 50, which, IDENTITY + "/accountId");
  }

  /// Any field at any depth, of some records.
  static boolean dropAnything(Stage stage, Predicate<Deed> which) {
    var harmed = Pipeline.some(stage, 40, which);
    for (var deed : harmed) {
      var parent = anyObject(stage, deed.record);
      stage.anyOf(parent.properties().stream()).ifPresent(field -> parent.remove(field.getKey()));
      deed.harmed(Harm.LESS);
    }
    return !harmed.isEmpty();
  }

  /// Another type in any field at any depth.
  static boolean changeType(Stage stage, Predicate<Deed> which) {
    var harmed = Pipeline.some(stage, 40, which);
    for (var deed : harmed) {
      var parent = anyObject(stage, deed.record);
      stage
          .anyOf(parent.properties().stream())
          .ifPresent(field -> parent.set(field.getKey(), ofAnotherType(stage, field.getValue())));
      deed.harmed(Harm.LESS);
    }
    return !harmed.isEmpty();
  }

  private static JsonNode ofAnotherType(Stage stage, JsonNode value) {
    return switch (stage.random.nextInt(7)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.numberNode(7);
      case 2 -> JSON.booleanNode(true);
      case 3 -> JSON.arrayNode().add(value);
      case 4 -> JSON.objectNode().set("value", value);
      case 5 -> JSON.textNode(value.isTextual() ? "" : value.toString());
      default -> JSON.textNode(stage.random.nextBoolean() ? "-" : "null");
    };
  }

  private static ObjectNode anyObject(Stage stage, ObjectNode record) {
    var objects = new ArrayList<ObjectNode>();
    gather(record, objects);
    return stage.any(objects);
  }

  private static void gather(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      objects.add(object);
    }
    node.forEach(child -> gather(child, objects));
  }

  // One copy of what stands twice

  static boolean shiftDate(Stage stage, int seconds) {
    return lie(
        stage,
        50,
        deed -> Pipeline.isCall(deed) && new Signature(deed.record).isKeyed(),
        CONTEXT + "/attributes/creationDate",
        date -> shifted(date, stage.random.nextBoolean() ? seconds : -seconds));
  }

  static boolean shiftIssuance(Stage stage, Predicate<Deed> which) {
    return lie(
        stage, 50, which, "/eventTime", time -> shifted(time, stage.random.nextBoolean() ? 1 : -1));
  }

  private static String shifted(String time, int seconds) {
    return Signature.isTime(time) ? Instant.parse(time).plusSeconds(seconds).toString() : time;
  }

  static boolean otherAccount(Stage stage, String path) {
    return lie(
        stage,
        50,
        Pipeline::isCall,
        path,
        account -> account.equals(Stage.OTHER) ? Stage.MEMBER : Stage.OTHER);
  }

  /// Whose session it is, by one of the two places that say so.
  static boolean otherName(Stage stage, Predicate<Deed> which, String path) {
    return stage
        .victim(_ -> true)
        .filter(
            other -> lie(stage, 40, which, path, text -> text.replaceFirst("[^:/]*$", other.name)))
        .isPresent();
  }

  /// The subject of another deployment in one place of an issuance.
  static boolean otherSubject(Stage stage, String path) {
    return stage
        .victim(_ -> true)
        .filter(other ->
            lie(
                stage,
                40,
                deed -> Pipeline.isRoot(deed) && Pipeline.isPulumis(deed),
                path,
                _ -> other.token.orElseThrow().subject()))
        .isPresent();
  }

  static boolean otherAudience(Stage stage) {
    return lie(stage, 60, Pipeline::isRoot, "/responseElements/audience", _ -> "aws:evil");
  }

  /// Another provider in one place of an issuance: a foreign one's becomes Pulumi's, Pulumi's a
  /// foreign one.
  static boolean otherProviderIssued(Stage stage, String path) {
    return lie(
        stage,
        60,
        Pipeline::isRoot,
        path,
        provider ->
            provider.equals(stage.provider(Stage.PULUMI))
                ? stage.provider(Stage.GITHUB)
                : stage.provider(Stage.PULUMI));
  }

  /// Another provider than Pulumi's in a call of it; never Pulumi's where AWS wrote another.
  static boolean otherProvider(Stage stage) {
    return lie(
        stage,
        50,
        deed -> Pipeline.isCall(deed) && Pipeline.isPulumis(deed),
        CONTEXT + "/webIdFederationData/federatedProvider",
        _ -> stage.provider(stage.random.nextBoolean() ? Stage.GITHUB : Stage.PULUMI + "/v2"));
  }

  static boolean otherSharedId(Stage stage) {
    return lie(
        stage,
        100,
        deed -> Pipeline.isAcross(deed) && stage.random.nextBoolean(),
        "/sharedEventID",
        _ -> stage.make.uuid());
  }

  static boolean otherType(Stage stage) {
    return lie(
        stage,
        40,
        Pipeline::isCall,
        IDENTITY + "/type",
        _ -> stage.any(List.of("AWSAccount", "Unknown", "IAMUser", "Root", "FederatedUser", "")));
  }
}
