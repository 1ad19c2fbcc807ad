package io.deploytrail.cli.ocsf;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What an API call does, in the activities of OCSF's API Activity, by the verb with which its
/// operation's name begins.
///
/// CloudTrail's `readOnly` does not decide: it is true for `AssumeRole` and `Decrypt`.
enum ActivityType {
  /// The record names no operation.
  UNKNOWN(0, "Unknown", Set.of()),
  CREATE(
      1,
      "Create",
      Set.of("Allocate", "Copy", "Create", "Import", "Launch", "Register", "Request", "Run")),
  READ(
      2,
      "Read",
      Set.of(
          "Check",
          "Describe",
          "Download",
          "Filter",
          "Get",
          "Head",
          "List",
          "Lookup",
          "Query",
          "Scan",
          "Search",
          "Select",
          "View")),
  UPDATE(
      3,
      "Update",
      Set.of(
          "Add",
          "Associate",
          "Attach",
          "Authorize",
          "Change",
          "Detach",
          "Disable",
          "Disassociate",
          "Enable",
          "Modify",
          "Put",
          "Reboot",
          "Remove",
          "Replace",
          "Reset",
          "Revoke",
          "Set",
          "Start",
          "Stop",
          "Tag",
          "Untag",
          "Update",
          "Write")),
  DELETE(4, "Delete", Set.of("Delete", "Deregister", "Purge", "Release", "Terminate")),
  /// Any other verb.
  OTHER(99, "Other", Set.of());

  private static final Pattern VERB = Pattern.compile("(?:Batch)?([A-Z][a-z]+)");

  private final int id;
  private final String caption;
  private final Set<String> verbs;

  ActivityType(int id, String caption, Set<String> verbs) {
    this.id = id;
    this.caption = caption;
    this.verbs = verbs;
  }

  /// What a call of that name does, such as `CreateBucket` or `BatchGetItem`.
  static ActivityType of(Optional<String> operation) {
    return operation.map(ActivityType::ofName).orElse(UNKNOWN);
  }

  private static ActivityType ofName(String operation) {
    var name = VERB.matcher(operation);
    if (!name.lookingAt()) {
      return OTHER;
    }
    var verb = name.group(1);
    return Arrays.stream(values())
        .filter(type -> type.verbs.contains(verb))
        .findFirst()
        .orElse(OTHER);
  }

  int id() {
    return id;
  }

  String caption() {
    return caption;
  }
}
