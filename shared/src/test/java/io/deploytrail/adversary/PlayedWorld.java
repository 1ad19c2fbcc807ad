package io.deploytrail.adversary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A world to which the adversary did several things, for answers that are found in its log files:
/// its records as files may hold them, and the judge of what is answered.
///
/// What no reader of files with a declared type gets through is left out, as is what no reader of
/// records takes for one.
public final class PlayedWorld {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What the raw table declares as a struct or an array.
  private static final List<String> OBJECTS =
      List.of(
          "/userIdentity",
          "/userIdentity/onBehalfOf",
          "/userIdentity/sessionContext",
          "/userIdentity/sessionContext/attributes",
          "/userIdentity/sessionContext/sessionIssuer",
          "/userIdentity/sessionContext/webIdFederationData",
          "/userIdentity/sessionContext/webIdFederationData/attributes",
          "/addendum",
          "/tlsDetails");

  private final World world;
  private final Set<String> played;

  private PlayedWorld(World world, Set<String> played) {
    this.world = world;
    this.played = played;
  }

  /// A world of at least that many records, with that many kinds of perturbation, other ones for
  /// each number.
  public static PlayedWorld of(long seed, int number, int records, int perturbations) {
    var stage = WorldMaker.stage(seed * 1_000_003 + number, records);
    var kinds = Perturbation.values();
    var played = new TreeSet<String>();
    for (var turn = 0; turn < perturbations; turn++) {
      var kind = kinds[(number * perturbations + turn) % kinds.length];
      if (kind.on(stage)) {
        played.add(kind.name());
      }
    }
    var world = stage.world.readable();
    world.deeds.removeIf(
        deed -> SignedCopies.areRewritten(deed) || !isOfDeclaredTypes(deed.record));
    return new PlayedWorld(world, played);
  }

  private static boolean isOfDeclaredTypes(ObjectNode record) {
    var resources = record.path("resources");
    return OBJECTS.stream()
            .map(record::at)
            .allMatch(field -> field.isMissingNode() || field.isNull() || field.isObject())
        && (resources.isMissingNode() || resources.isNull() || resources.isArray());
  }

  public Setting setting() {
    return world.setting();
  }

  public List<ObjectNode> records() {
    return world.deeds.stream().map(deed -> deed.record).toList();
  }

  /// What is wrong with those answers, in the form of `deploytrail attribute`, by event id. Of a
  /// session in a chain they need to give `issuedBy` alone.
  public List<String> wrongs(Map<String, ObjectNode> answers) {
    var judge = new Judge(world);
    var issuances = new LinkedHashMap<String, JsonNode>();
    world.deeds.forEach(deed -> issuances.put(deed.eventId(), deed.record));
    var wrongs = new ArrayList<String>();
    for (var deed : world.deeds) {
      var answer = answers.get(deed.eventId());
      if (answer != null) {
        answer.path("chain").forEach(session -> complete((ObjectNode) session, issuances));
        judge
            .of(deed, new Said(answer))
            .wrong()
            .ifPresent(wrong ->
                wrongs.add(
                    "%s%n  %s: %s%n  said %s%n  of %s%n  true %s"
                        .formatted(
                            played,
                            wrong.rule(),
                            wrong.because(),
                            answer,
                            deed.record,
                            deed.truth())));
      }
    }
    return wrongs;
  }

  private static void complete(ObjectNode session, Map<String, JsonNode> issuances) {
    var record = issuances.getOrDefault(session.path("issuedBy").asText(), JSON.createObjectNode());
    var response = record.path("responseElements");
    var principal = response.path("assumedRoleUser").path("assumedRoleId");
    session
        .put("accessKeyId", response.path("credentials").path("accessKeyId").asText())
        .put(
            "principal",
            principal.isMissingNode()
                ? record.path("requestParameters").path("targetPrincipal").asText()
                : principal.asText())
        .put("issuedAt", record.path("eventTime").asText());
  }
}
