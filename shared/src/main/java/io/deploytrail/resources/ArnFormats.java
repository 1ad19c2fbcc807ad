package io.deploytrail.resources;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The formats of AWS's ARNs, from `arns.txt`, which service-reference/reduce.mjs makes: a line `s`
/// and a service, and a line `r`, type and format for each of its types.
///
/// A service's formats are made when its first ARN is read.
final class ArnFormats {
  private static final String TYPE = "r ";

  /// By the service that the ARN names: its lines, `<type> <format of the last part>`.
  private static final Map<String, List<String>> LINES = lines();

  private static final Map<String, Map<String, List<ResourceType>>> TYPES =
      new ConcurrentHashMap<>();

  private static final Map<String, Set<String>> STEMS = new ConcurrentHashMap<>();

  /// By service and type.
  private static final Map<String, List<ArnFormat>> KNOWN = new ConcurrentHashMap<>();

  private ArnFormats() {}

  /// The formats of the type that a service's actions know under that name.
  static List<ArnFormat> of(String service, String type) {
    var name = service + " " + type;
    var formats = FormatsByType.FORMATS.get(name);
    return formats == null
        ? List.of()
        : KNOWN.computeIfAbsent(
            name, _ -> formats.stream().map(format -> ArnFormat.of(type, format)).toList());
  }

  /// The things of which the ARNs of that service speak, by their stems.
  static Set<String> stems(String service) {
    return STEMS.computeIfAbsent(
        service,
        _ ->
            TYPES.computeIfAbsent(service, ArnFormats::types).values().stream()
                .flatMap(List::stream)
                .flatMap(type -> Stream.of(type.name(), type.own()))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /// The types of which that ARN's resource may be one, the likeliest first.
  static List<ResourceType> typesOf(Arn arn) {
    var types = TYPES.computeIfAbsent(arn.service(), ArnFormats::types);
    return types.getOrDefault(kind(arn.resource()), types.getOrDefault("", List.of()));
  }

  /// The types of a service, the longest format first, by what stands up to the first sign that
  /// ends a word; those whose format begins with a variable, such as a queue's, stand in each list.
  private static Map<String, List<ResourceType>> types(String service) {
    var types = new ArrayList<ResourceType>();
    for (var line : LINES.getOrDefault(service, List.of())) {
      var space = line.indexOf(' ');
      types.add(ResourceType.of(line.substring(0, space), line.substring(space + 1)));
    }
    types.sort(Comparator.comparingInt(ResourceType::length).reversed());
    var byKind = new HashMap<String, List<ResourceType>>();
    types.forEach(type -> byKind.put(kind(type.head()), new ArrayList<>()));
    byKind.put("", new ArrayList<>());
    for (var type : types) {
      var kind = kind(type.head());
      if (kind.isEmpty()) {
        byKind.values().forEach(list -> list.add(type));
      } else {
        Objects.requireNonNull(byKind.get(kind)).add(type);
      }
    }
    return byKind;
  }

  private static String kind(String resource) {
    for (var i = 1; i < resource.length(); i++) {
      if (resource.charAt(i) == '/' || resource.charAt(i) == ':') {
        return resource.substring(0, i + 1);
      }
    }
    return "";
  }

  private static Map<String, List<String>> lines() {
    var lines = new HashMap<String, List<String>>();
    for (var row : TextTable.rows("arns.txt")) {
      if (row.startsWith(TYPE)) {
        var space = row.indexOf(' ', TYPE.length());
        // <service>:<Region>:<account>:<format of the last part>
        var arn = row.substring(space + 1).split(":", 4);
        lines
            .computeIfAbsent(arn[0], _ -> new ArrayList<>())
            .add(row.substring(TYPE.length(), space + 1) + arn[3]);
      }
    }
    return lines;
  }

  /// By service and type: its formats, behind the partition. Only permissions ask for them.
  private static final class FormatsByType {
    private static final String SERVICE = "s ";
    private static final Map<String, List<String>> FORMATS = formats();

    private static Map<String, List<String>> formats() {
      var formats = new HashMap<String, List<String>>();
      var service = "";
      for (var row : TextTable.rows("arns.txt")) {
        if (row.startsWith(SERVICE)) {
          service = row.substring(SERVICE.length());
        } else {
          var space = row.indexOf(' ', TYPE.length());
          formats
              .computeIfAbsent(
                  service + " " + row.substring(TYPE.length(), space), _ -> new ArrayList<>())
              .add(row.substring(space + 1));
        }
      }
      return formats;
    }
  }
}
