package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A statement that allows. `equal` are keys and the values that they must have; resources and
/// values stand as a policy writes them.
public record PolicyStatement(
    String sid, List<String> actions, List<String> resources, SortedMap<String, String> equal) {
  public PolicyStatement {
    requireNonNull(sid, "sid");
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    equal = Collections.unmodifiableSortedMap(new TreeMap<>(equal));
  }

  ObjectNode json() {
    var statement = JsonNodeFactory.instance.objectNode().put("Sid", sid).put("Effect", "Allow");
    var ofActions = statement.putArray("Action");
    actions.forEach(ofActions::add);
    var ofResources = statement.putArray("Resource");
    resources.forEach(ofResources::add);
    if (!equal.isEmpty()) {
      var keys = statement.putObject("Condition").putObject("StringEquals");
      equal.forEach(keys::put);
    }
    return statement;
  }

  int length() {
    return PolicyText.length(json().toString());
  }

  PolicyStatement named(String name) {
    return new PolicyStatement(name, actions, resources, equal);
  }

  /// Parts of at most that length, where it can be parted.
  List<PolicyStatement> parts(int most) {
    if (length() <= most || (actions.size() == 1 && resources.size() == 1)) {
      return List.of(this);
    }
    var parts = new ArrayList<PolicyStatement>();
    if (resources.size() > 1) {
      var half = resources.size() / 2;
      parts.addAll(with(actions, resources.subList(0, half)).parts(most));
      parts.addAll(with(actions, resources.subList(half, resources.size())).parts(most));
    } else {
      var half = actions.size() / 2;
      parts.addAll(with(actions.subList(0, half), resources).parts(most));
      parts.addAll(with(actions.subList(half, actions.size()), resources).parts(most));
    }
    return parts;
  }

  private PolicyStatement with(List<String> someActions, List<String> someResources) {
    return new PolicyStatement(sid, someActions, someResources, equal);
  }
}
