package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A managed policy's document, and the name that tells it from its role's others.
public record PolicyDocument(String name, List<PolicyStatement> statements) {
  /// How many characters IAM saves of a managed policy, white space not counted.
  public static final int MAX_LENGTH = 6144;

  public PolicyDocument {
    requireNonNull(name, "name");
    statements = List.copyOf(statements);
  }

  public ObjectNode json() {
    var document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    var array = document.putArray("Statement");
    statements.forEach(statement -> array.add(statement.json()));
    return document;
  }

  /// As IAM counts it.
  public int length() {
    return PolicyText.length(json().toString());
  }
}
