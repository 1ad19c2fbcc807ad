package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An action of IAM as its reference has it: the types of resources that it is asked for, the few
/// condition keys that policies are given here, and the actions that it may ask for beside itself.
public record ServiceAction(
    String service,
    String name,
    AccessLevel level,
    List<ActionType> types,
    Set<String> conditionKeys,
    List<String> dependents) {
  /// A type of resource; a required one is asked for in each call.
  public record ActionType(String name, boolean isRequired) {
    public ActionType {
      requireNonNull(name, "name");
    }
  }

  public ServiceAction {
    requireNonNull(service, "service");
    requireNonNull(name, "name");
    requireNonNull(level, "level");
    types = List.copyOf(types);
    conditionKeys = Set.copyOf(conditionKeys);
    dependents = List.copyOf(dependents);
  }

  /// The action of a line `a <level> <name> <type>[*]… ?<condition key>… ><dependent action>…`.
  static ServiceAction read(String service, String line) {
    var words = List.of(line.split(" "));
    var types = new ArrayList<ActionType>();
    var keys = new LinkedHashSet<String>();
    var dependents = new ArrayList<String>();
    for (var word : words.subList(3, words.size())) {
      switch (word.charAt(0)) {
        case '?' -> keys.add(word.substring(1));
        case '>' -> dependents.add(word.substring(1));
        default -> {
          var isRequired = word.endsWith("*");
          types.add(
              new ActionType(isRequired ? word.substring(0, word.length() - 1) : word, isRequired));
        }
      }
    }
    return new ServiceAction(
        service, words.get(2), AccessLevel.of(words.get(1).charAt(0)), types, keys, dependents);
  }

  /// As policies spell it: `s3:PutBucketTagging`.
  public String id() {
    return service + ":" + name;
  }
}
