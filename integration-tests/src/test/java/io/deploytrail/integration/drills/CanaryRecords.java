package io.deploytrail.integration.drills;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.ingestion.MadeUpOrganization;
import java.util.List;
import java.util.UUID;

/// The records of a deployment of its own for each canary: a root, a link, a call and a denied
/// attempt, among which a place is.
record CanaryRecords(ObjectNode root, ObjectNode link, ObjectNode call, ObjectNode denied) {
  private static final List<ObjectNode> MADE_UP = MadeUpOrganization.records(1, 4);

  static CanaryRecords of(int number) {
    var root = first("AssumeRoleWithWebIdentity", number, 1);
    var link = first("AssumeRole", number, 2);
    var call = first("CreateBucket", number, 3);
    var denied = root.deepCopy().put("eventID", id(number, 4)).put("errorCode", "AccessDenied");
    denied.putNull("responseElements");
    var name = "pulumi-" + new UUID(9, number);
    for (var issuance : List.of(root, denied)) {
      issuance.withObject("/requestParameters").put("roleSessionName", name);
    }
    var response = root.withObject("/responseElements");
    response.withObject("/credentials").put("accessKeyId", key(number));
    response.withObject("/assumedRoleUser").put("assumedRoleId", "AROADEPLOY:" + name);
    for (var ofRoot : List.of(link, call)) {
      var identity = ofRoot.withObject("/userIdentity");
      identity.put("principalId", "AROADEPLOY:" + name).put("accessKeyId", key(number));
      identity
          .withObject("/sessionContext/attributes")
          .put("creationDate", root.path("eventTime").asText());
    }
    link.withObject("/responseElements/credentials").put("accessKeyId", "ASIALINKED" + number);
    return new CanaryRecords(root, link, call, denied);
  }

  private static ObjectNode first(String eventName, int number, int kind) {
    return MADE_UP.stream()
        .filter(record -> record.path("eventName").asText().equals(eventName))
        .findFirst()
        .orElseThrow()
        .deepCopy()
        .put("eventID", id(number, kind));
  }

  private static String id(int number, int kind) {
    return new UUID(77, number * 10L + kind).toString();
  }

  static String key(int number) {
    return "ASIACANARY" + number;
  }

  List<ObjectNode> all() {
    return List.of(root, link, call, denied);
  }
}
