package io.deploytrail.adversary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/// What CloudTrail and what carries its records may do to whole records: lose, double, delay, cut
/// and correct them. [FieldEdits] has what becomes of one field.
///
/// Each says whether it found something to do it to.
final class Pipeline {
  private Pipeline() {}

  // Which records

  static boolean isCall(Deed deed) {
    return deed.issued.isEmpty()
        && !deed.record.path("eventName").asText().startsWith("AssumeRole");
  }

  static boolean isRoot(Deed deed) {
    return deed.isRootIssuance();
  }

  static boolean isLink(Deed deed) {
    return deed.issued.isPresent() && !deed.isRootIssuance();
  }

  /// A link of two copies.
  static boolean isAcross(Deed deed) {
    return deed.record.has("sharedEventID");
  }

  /// Of Pulumi's sessions.
  static boolean isPulumis(Deed deed) {
    return deed.truth().kind() != Truth.Kind.NOBODY
        || deed.issued.filter(issued -> issued.truth.kind() != Truth.Kind.NOBODY).isPresent();
  }

  static List<Deed> some(Stage stage, int percent, Predicate<Deed> which) {
    return stage.world.deeds.stream()
        .filter(which)
        .filter(_ -> stage.random.nextInt(100) < percent)
        .toList();
  }

  // Whole records

  /// Takes away one such record.
  static boolean loseOne(Stage stage, Predicate<Deed> which) {
    var lost = stage.anyOf(stage.world.deeds.stream().filter(which));
    lost.ifPresent(stage.world.deeds::remove);
    return lost.isPresent();
  }

  static boolean loseSome(Stage stage, int percent, Predicate<Deed> which) {
    return stage.world.deeds.removeAll(some(stage, percent, which));
  }

  static boolean doubleSome(Stage stage) {
    var doubled = some(stage, 30, _ -> true);
    doubled.forEach(
        deed -> stage.world.deeds.add(stage.random.nextInt(stage.world.deeds.size()), deed.copy()));
    return !doubled.isEmpty();
  }

  static boolean shuffle(Stage stage) {
    Collections.shuffle(stage.world.deeds, stage.random);
    return true;
  }

  static boolean cut(Stage stage, int percent, Predicate<Deed> which) {
    var cut = some(stage, percent, which);
    cut.forEach(deed -> deed.cutTo(1 + stage.random.nextInt(deed.bytes().length - 1)));
    return !cut.isEmpty();
  }

  // What exporters write

  /// A placeholder where there is no error.
  static boolean placeholders(Stage stage) {
    var harmed = some(stage, 60, _ -> true);
    for (var deed : harmed) {
      if (!deed.record.has("errorCode")) {
        deed.record.put("errorCode", stage.any(List.of("-", "null", "")));
        deed.record.put("errorMessage", stage.any(List.of("-", "null", "")));
      }
    }
    return !harmed.isEmpty();
  }

  /// A correction of a record, whole, under an id of its own.
  static boolean correct(Stage stage) {
    var corrected = some(stage, 30, deed -> deed.issued.isPresent());
    for (var deed : corrected) {
      var correction = deed.copy();
      correction.record.put("eventID", stage.make.uuid());
      pointAt(correction, deed);
      stage.world.deeds.add(correction);
    }
    return !corrected.isEmpty();
  }

  static void pointAt(Deed correction, Deed deed) {
    correction
        .record
        .putObject("addendum")
        .put("reason", "UPDATED_DATA")
        .put("originalEventID", deed.eventId());
  }

  /// The whole world in another partition, where nothing else is different.
  static boolean move(Stage stage, String partition) {
    for (var deed : stage.world.deeds) {
      replace(deed.record, "arn:" + stage.partition + ":", "arn:" + partition + ":");
    }
    return true;
  }

  private static void replace(ObjectNode object, String text, String by) {
    for (var field : List.copyOf(object.properties())) {
      if (field.getValue() instanceof ObjectNode child) {
        replace(child, text, by);
      }
      if (field.getValue().isTextual()) {
        object.put(field.getKey(), field.getValue().asText().replace(text, by));
      }
    }
  }
}
