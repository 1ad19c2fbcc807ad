package io.deploytrail.resources;

import static java.util.Locale.ROOT;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which things the fields of calls name.
///
/// Most fields say it themselves: `repositoryName` names the `repository` of
/// `repository/${RepositoryName}`. This *stem* of a name is what is left of it without `Name`, `Id`
/// and the like. `name` and `id` alone are those of what the outer field says, or else of what the
/// call is about: of a parameter in `PutParameter`. What no rule says stands in `fields.txt`.
public final class Fields {
  /// The longest first.
  private static final List<String> ENDS =
      List.of(
          "withoutleadingslash",
          "identifiers",
          "identifier",
          "withpath",
          "names",
          "uuid",
          "name",
          "arns",
          "arn",
          "ids",
          "id");

  /// Event sources whose ARNs bear another name.
  private static final Map<String, String> SERVICES =
      Map.of(
          "monitoring", "cloudwatch",
          "email", "ses",
          "amazonmq", "mq",
          "memory-db", "memorydb",
          "opensearch", "es");

  private static final List<String> SIDES = List.of("new", "source", "target");

  private static final String ANY_SERVICE = "*";

  /// By `<service> <field>`, both in small letters.
  private static final Map<String, Set<String>> TABLE = table();

  private Fields() {}

  /// The service in the ARNs of what the event source `<service>.amazonaws.com` has.
  static String serviceOf(String source) {
    return SERVICES.getOrDefault(source, source);
  }

  /// Whether the field says more than `Name`, `Id` and the like.
  static boolean saysSomething(String field) {
    return !field.equals("content") && !stem(field).isEmpty();
  }

  /// Whether that field of a service's calls names a resource, though its own name does not look
  /// so.
  public static boolean isKnown(String service, String event, String field) {
    var source = serviceOf(service);
    var known = TABLE.get(key(source, withoutVersion(event) + "." + field));
    return !(known == null ? TABLE.getOrDefault(key(source, field), Set.of()) : known).isEmpty();
  }

  /// The stems of the things that the mention names in that call.
  static Set<String> stems(NamingCall call, Mention mention) {
    var service = serviceOf(call.service());
    var field = mention.field();
    var leaf = leaf(field);
    var event = withoutVersion(call.event());
    for (var key : List.of(event + "." + leaf, field, leaf)) {
      var known = TABLE.get(key(service, key));
      if (known != null) {
        return known;
      }
    }
    if (saysSomething(leaf)) {
      return singulars(withoutSide(service, stem(leaf)));
    }
    var outer = field.substring(0, Math.max(field.length() - leaf.length() - 1, 0));
    return outer.isEmpty() ? about(service, event) : singulars(stem(leaf(outer)));
  }

  /// The things of other services, `<service>.<stem>`, that such a field names in any call.
  static Set<String> elsewhere(Mention mention) {
    return TABLE.getOrDefault(key(ANY_SERVICE, leaf(mention.field())), Set.of());
  }

  /// What a name says without its end; empty if it says nothing but `Name`, `Id`, `ResourceId`.
  static String stem(String name) {
    var stem = plain(name);
    for (var end : ENDS) {
      if (stem.endsWith(end)) {
        stem = stem.substring(0, stem.length() - end.length());
        if (!end.startsWith("with")) {
          break;
        }
      }
    }
    if (stem.endsWith("friendly")) {
      stem = stem.substring(0, stem.length() - "friendly".length());
    }
    return stem.equals("resource") ? "" : stem;
  }

  /// In small letters, without the signs between words.
  static String plain(String name) {
    return name.replace("-", "").replace("_", "").toLowerCase(ROOT);
  }

  /// `table` of `sourceTableName`, unless that is a thing of the service itself, as a
  /// `targetGroup`.
  private static String withoutSide(String service, String stem) {
    for (var side : SIDES) {
      if (stem.startsWith(side) && !ArnFormats.stems(service).contains(stem)) {
        return stem.substring(side.length());
      }
    }
    return stem;
  }

  private static Set<String> singulars(String stem) {
    if (stem.endsWith("ies")) {
      return Set.of(stem, stem.substring(0, stem.length() - "ies".length()) + "y");
    }
    return stem.endsWith("s") ? Set.of(stem, stem.substring(0, stem.length() - 1)) : Set.of(stem);
  }

  /// `pipeline` of `StartPipelineExecution`: the longest beginning, behind the verb, that is a
  /// thing of the service.
  private static Set<String> about(String service, String event) {
    var things = ArnFormats.stems(service);
    var start = nextWord(event, 0);
    for (var end = event.length(); end > start; end = previousWord(event, end)) {
      for (var thing : singulars(plain(event.substring(start, end)))) {
        if (things.contains(thing)) {
          return Set.of(thing);
        }
      }
    }
    return Set.of();
  }

  /// `UpdateAlias` of `UpdateAlias20150331`: some services add the version of their API.
  private static String withoutVersion(String event) {
    var year = event.indexOf("20");
    return year > 0 && event.length() >= year + "20150331".length()
        ? event.substring(0, year)
        : event;
  }

  private static int nextWord(String event, int from) {
    for (var i = from + 1; i < event.length(); i++) {
      if (Character.isUpperCase(event.charAt(i))) {
        return i;
      }
    }
    return event.length();
  }

  private static int previousWord(String event, int end) {
    for (var i = end - 1; i > 0; i--) {
      if (Character.isUpperCase(event.charAt(i))) {
        return i;
      }
    }
    return 0;
  }

  private static String leaf(String field) {
    return field.substring(field.lastIndexOf('.') + 1);
  }

  private static String key(String service, String field) {
    return service + " " + field.toLowerCase(ROOT);
  }

  private static Map<String, Set<String>> table() {
    var table = new HashMap<String, Set<String>>();
    for (var row : TextTable.rows("fields.txt")) {
      var columns = row.split(" ");
      for (var field : List.of(columns).subList(2, columns.length)) {
        var stems = table.computeIfAbsent(key(columns[0], field), _ -> new LinkedHashSet<>());
        if (!columns[1].equals("-")) {
          stems.add(columns[1]);
        }
      }
    }
    return table;
  }
}
