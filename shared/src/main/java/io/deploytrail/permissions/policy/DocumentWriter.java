package io.deploytrail.permissions.policy;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes what is needed as documents: actions with the same resources and conditions in one
/// statement, and a further document where one is full.
final class DocumentWriter {
  private static final String PASS_ROLE = "iam:PassRole";
  private static final String REQUESTED_REGION = "aws:RequestedRegion";

  /// Services whose calls are recorded in, or sent to, another Region than the one they are about:
  /// most of them have one endpoint for all Regions, S3 and STS have such a one beside the others.
  /// A condition on the Region could refuse what was seen. Source: IAM User Guide, "AWS global
  /// condition context keys", `aws:RequestedRegion`.
  private static final Set<String> GLOBAL =
      Set.of(
          "account",
          "aws-portal",
          "billing",
          "budgets",
          "ce",
          "chatbot",
          "chime",
          "cloudfront",
          "cloudfront-keyvaluestore",
          "cur",
          "globalaccelerator",
          "health",
          "iam",
          "importexport",
          "mobileanalytics",
          "networkmanager",
          "organizations",
          "pricing",
          "resource-explorer-2",
          "route53",
          "route53-recovery-control-config",
          "route53domains",
          "s3",
          "s3express",
          "savingsplans",
          "shield",
          "sso",
          "sts",
          "support",
          "tag",
          "trustedadvisor",
          "waf",
          "wellarchitected");

  /// What an action is granted under. `alone` is the action itself where it shares no statement.
  private record Grant(
      String alone, SortedSet<String> resources, SortedMap<String, String> equal) {}

  private final Map<Grant, SortedSet<String>> actions = new HashMap<>();

  private DocumentWriter() {}

  static List<PolicyDocument> write(String name, Collection<NeededAction> needed) {
    var writer = new DocumentWriter();
    writer.group(needed);
    return split(name, writer.statements());
  }

  /// An action that several labels need is granted once for each of its conditions.
  private void group(Collection<NeededAction> needed) {
    var granted = new TreeMap<String, Map<SortedMap<String, String>, SortedSet<String>>>();
    for (var action : needed) {
      for (var resource : action.resources()) {
        granted
            .computeIfAbsent(action.action(), _ -> new HashMap<>())
            .computeIfAbsent(conditions(action, resource), _ -> new TreeSet<>())
            .add(resource.text());
      }
    }
    granted.forEach((action, byConditions) ->
        byConditions.forEach((equal, resources) ->
            actions
                .computeIfAbsent(
                    new Grant(action.equals(PASS_ROLE) ? action : "", resources, equal),
                    _ -> new TreeSet<>())
                .add(action)));
  }

  /// The Region is a condition where the resource names none, every call was in one, and the
  /// service answers in the Region that it is asked in.
  private static SortedMap<String, String> conditions(
      NeededAction action, GrantedResource resource) {
    SortedMap<String, String> equal =
        action.conditions().entrySet().stream()
            .collect(
                collectingAndThen(
                    toMap(Map.Entry::getKey, key -> PolicyText.literal(key.getValue())),
                    TreeMap::new));
    if (resource.breadth() != GrantedResource.Breadth.EXACT
        && !resource.hasRegion()
        && action.regions().size() == 1
        && !action.regions().getFirst().isEmpty()
        && !GLOBAL.contains(action.service())) {
      equal.put(REQUESTED_REGION, PolicyText.literal(action.regions().getFirst()));
    }
    return equal;
  }

  private List<PolicyStatement> statements() {
    var statements = new TreeMap<String, PolicyStatement>();
    actions.forEach((grant, ofGrant) ->
        statements.put(
            String.join(" ", ofGrant) + grant.resources() + grant.equal(),
            new PolicyStatement(
                sid(ofGrant),
                List.copyOf(ofGrant),
                grant.resources().contains("*") ? List.of("*") : List.copyOf(grant.resources()),
                grant.equal())));
    return List.copyOf(statements.values());
  }

  private static String sid(Collection<String> actions) {
    var services =
        actions.stream()
            .map(action -> action.substring(0, Math.max(0, action.indexOf(':'))))
            .distinct()
            .toList();
    var service =
        services.size() == 1 ? services.getFirst().replaceAll("[^A-Za-z0-9]", "") : "several";
    return service.isEmpty()
        ? "Other"
        : service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
  }

  private static List<PolicyDocument> split(String name, List<PolicyStatement> statements) {
    // A Sid's number is of at most six digits, and a comma stands between statements.
    var beside = new PolicyDocument(name, List.of()).length();
    var room = PolicyDocument.MAX_LENGTH - beside;
    var pages = new ArrayList<List<PolicyStatement>>();
    var numbers = new HashMap<String, Integer>();
    var left = 0;
    for (var statement : statements) {
      for (var part : statement.parts(room - "Grant123456".length())) {
        var number = numbers.merge(part.sid(), 1, Integer::sum);
        var named = part.named(part.sid() + "Grant" + number);
        var length = named.length() + 1;
        if (pages.isEmpty() || length > left) {
          pages.add(new ArrayList<>());
          left = room + 1;
        }
        pages.getLast().add(named);
        left -= length;
      }
    }
    var documents = new ArrayList<PolicyDocument>();
    for (var page : pages) {
      documents.add(
          new PolicyDocument(pages.size() == 1 ? name : name + "-" + (documents.size() + 1), page));
    }
    return documents;
  }
}
