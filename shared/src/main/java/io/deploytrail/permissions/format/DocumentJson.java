package io.deploytrail.permissions.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deploytrail.permissions.policy.PolicyDocument;
import java.util.List;

/// Writes documents as JSON.
final class DocumentJson {
  private DocumentJson() {}

  static String write(List<PolicyDocument> documents) {
    if (documents.size() == 1) {
      return pretty(documents.getFirst().json());
    }
    var byName = JsonNodeFactory.instance.objectNode();
    documents.forEach(document -> byName.set(document.name(), document.json()));
    return pretty(byName);
  }

  static String pretty(JsonNode json) {
    return json.toPrettyString().replace("\r\n", "\n") + "\n";
  }
}
