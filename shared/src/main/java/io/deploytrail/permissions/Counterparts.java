package io.deploytrail.permissions;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.deploytrail.resources.CallArns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The actions that undo or read back what another action made, so that a stack that was made can
/// be refreshed and destroyed too.
///
/// They follow from the names of the service's actions: the same noun behind another verb, and such
/// an action exists. `ec2:RunInstances` has `TerminateInstances` and `DescribeInstances`.
public final class Counterparts {
  /// By verb: the verbs that undo it.
  private static final Map<String, List<String>> UNDOING =
      Map.ofEntries(
          Map.entry("Add", List.of("Remove")),
          Map.entry("Allocate", List.of("Release")),
          Map.entry("Associate", List.of("Disassociate")),
          Map.entry("Attach", List.of("Detach")),
          Map.entry("Authorize", List.of("Revoke")),
          Map.entry("Copy", List.of("Delete", "Deregister")),
          Map.entry("Create", List.of("Delete", "Terminate", "Deregister")),
          Map.entry("Enable", List.of("Disable")),
          Map.entry("Import", List.of("Delete", "Deregister")),
          Map.entry("Publish", List.of("Delete")),
          Map.entry("Put", List.of("Delete", "Remove")),
          Map.entry("Register", List.of("Deregister")),
          Map.entry("Request", List.of("Delete", "Cancel")),
          Map.entry("Restore", List.of("Delete")),
          Map.entry("Run", List.of("Terminate")),
          Map.entry("Start", List.of("Stop")),
          Map.entry("Subscribe", List.of("Unsubscribe")),
          Map.entry("Tag", List.of("Untag")),
          Map.entry("Upload", List.of("Delete")));

  private static final List<String> READING = List.of("Get", "Describe", "List");

  private static final Pattern MAKING =
      Pattern.compile("(?<verb>" + String.join("|", UNDOING.keySet()) + ")(?<noun>[A-Z]\\w*|)");

  private Counterparts() {}

  /// The counterparts of that action, such as `sqs:CreateQueue`; none of one that makes nothing.
  public static List<String> of(String action) {
    return ServiceReference.action(action).stream()
        .flatMap(each -> all(each).stream())
        .map(ServiceAction::id)
        .toList();
  }

  /// The needs that go with one that made something: its counterparts, of the same resources.
  ///
  /// A counterpart that is asked for resources of other types than these is left out.
  public static List<Need> of(Need made) {
    var needs = new ArrayList<Need>();
    for (var action :
        ServiceReference.action(made.action()).map(Counterparts::all).orElse(List.of())) {
      var resources =
          action.types().isEmpty()
              ? List.of(new NeededResource("*", "*"))
              : resources(action, made);
      if (!resources.isEmpty()) {
        needs.add(
            new Need(
                action.id(),
                Label.COUNTERPART,
                resources,
                Map.of(),
                Optional.of("it goes with " + made.action())));
      }
    }
    return needs;
  }

  private static List<NeededResource> resources(ServiceAction action, Need made) {
    var patterns =
        action.types().stream()
            .flatMap(type -> CallArns.patterns(action.service(), type.name()).stream())
            .collect(toUnmodifiableSet());
    return made.resources().stream()
        .filter(resource -> patterns.contains(lastPart(resource.pattern())))
        .toList();
  }

  private static String lastPart(String arn) {
    var parts = arn.split(":", 6);
    return parts[parts.length - 1];
  }

  private static List<ServiceAction> all(ServiceAction action) {
    var making = MAKING.matcher(action.name());
    if (!making.matches()) {
      return List.of();
    }
    var noun = making.group("noun");
    var names = new LinkedHashSet<String>();
    for (var verb : UNDOING.getOrDefault(making.group("verb"), List.of())) {
      names.add(verb + noun);
      // `AddTagsToResource`, `RemoveTagsFromResource`
      names.add(verb + noun.replaceAll("To(?=[A-Z])", "From"));
    }
    if (making.group("verb").equals("Create")) {
      names.add("Schedule" + noun + "Deletion");
    }
    if (!noun.isEmpty()) {
      READING.forEach(verb -> nouns(noun).forEach(each -> names.add(verb + each)));
    }
    return names.stream()
        .flatMap(name -> ServiceReference.action(action.service(), name).stream())
        .distinct()
        .toList();
  }

  /// One and several: `Vpc`, `Vpcs`; `Address`, `Addresses`; `Policy`, `Policies`.
  private static List<String> nouns(String noun) {
    return List.of(
        noun,
        noun + "s",
        noun + "es",
        noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
  }
}
