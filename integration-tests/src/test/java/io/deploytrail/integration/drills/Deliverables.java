package io.deploytrail.integration.drills;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.template.IssuanceRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What AWS delivers of a made-up organization: the issuances that the rule picks, as events, and
/// all of its records, as log files.
record Deliverables(List<ObjectNode> records, List<ObjectNode> events, Map<String, byte[]> files) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/";

  static Deliverables of(long seed, int deployments, int files) throws Exception {
    var rule = IssuanceRule.read();
    var records = MadeUpOrganization.records(seed, deployments);
    var events = new ArrayList<ObjectNode>();
    for (var record : records) {
      var event = event(record);
      if (rule.matches(event)) {
        events.add(event);
      }
    }
    var objects = new HashMap<String, byte[]>();
    for (var file : MadeUpOrganization.files(records, files, seed)) {
      objects.put(key("file-" + objects.size()), file);
    }
    return new Deliverables(records, events, objects);
  }

  /// A record as EventBridge delivers it.
  static ObjectNode event(ObjectNode record) {
    var event = JSON.createObjectNode();
    event.put("version", "0").put("id", record.path("eventID").asText());
    event.put("detail-type", "AWS API Call via CloudTrail").put("source", "aws.sts");
    event.put("account", record.path("recipientAccountId").asText());
    event.put("time", record.path("eventTime").asText()).put("region", "us-east-1");
    event.set("detail", record);
    return event;
  }

  static String key(String name) {
    return FOLDER + name + ".json.gz";
  }

  /// A message about that object, as CloudTrail writes it.
  static String notification(String key) {
    var message = JSON.createObjectNode().put("s3Bucket", "trail");
    message.putArray("s3ObjectKey").add(key);
    return message.toString();
  }
}
