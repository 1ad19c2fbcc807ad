package io.deploytrail.resources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A type of resource: its name in the service, and the format of its ARN's last part.
///
/// A format is text and variables, `service/${ClusterName}/${ServiceName}`. Its variables say of
/// which things the ARN speaks: variables of one [stem][Fields#stem] are name and id of one thing,
/// as `${TargetGroupName}/${TargetGroupId}`; the last one is the resource itself.
record ResourceType(String name, List<TypePart> parts) {
  /// A piece of a format.
  sealed interface TypePart {
    record Text(String text) implements TypePart {}

    /// A variable, such as `${ClusterName}`, by its stem.
    record Stem(String stem, String variable) implements TypePart {}
  }

  ResourceType {
    parts = List.copyOf(parts);
  }

  /// The type of that format.
  static ResourceType of(String name, String format) {
    var parts = new ArrayList<TypePart>();
    var own = Fields.plain(name);
    var last = own;
    var start = 0;
    for (var open = format.indexOf("${"); open >= 0; open = format.indexOf("${", start)) {
      if (open > start) {
        parts.add(new TypePart.Text(format.substring(start, open)));
      }
      if (open > start + 1) {
        last = own;
      }
      var close = format.indexOf('}', open);
      var variable = format.substring(open + 2, close);
      var stem = Fields.stem(variable);
      // `${StackName}/${Id}`: an id without a name of its own is that of what stands right before.
      last = stem.isEmpty() ? last : stem;
      parts.add(new TypePart.Stem(last, variable));
      start = close + 1;
    }
    if (start < format.length()) {
      parts.add(new TypePart.Text(format.substring(start)));
    }
    return new ResourceType(own, parts);
  }

  /// What stands before the first variable, such as `repository/`.
  String head() {
    return parts.getFirst() instanceof TypePart.Text(var text) ? text : "";
  }

  /// How much of a resource this format says; of several that fit, the longest is the right one.
  int length() {
    return parts.stream()
        .mapToInt(part -> part instanceof TypePart.Text(var text) ? text.length() : 0)
        .sum();
  }

  /// The stem of the resource itself.
  String own() {
    for (var part : parts.reversed()) {
      if (part instanceof TypePart.Stem(var stem, _)) {
        return stem;
      }
    }
    return name;
  }

  /// Whether it is a version of what its ARN names before it.
  boolean isVersion() {
    return own().contains("revision") || own().endsWith("version");
  }

  boolean isOfSeveralVariables() {
    return parts.stream().filter(TypePart.Stem.class::isInstance).count() > 1;
  }

  /// The texts of the things of which the resource part of an ARN speaks, by their stems, if it has
  /// this format. A variable goes up to the next text of the format, the last one to the end.
  Optional<Map<String, List<String>>> read(String resource) {
    var things = new LinkedHashMap<String, List<String>>();
    var at = 0;
    for (var i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case TypePart.Text(var text) -> {
          if (!resource.startsWith(text, at)) {
            return Optional.empty();
          }
          at += text.length();
        }
        case TypePart.Stem(var stem, _) -> {
          var end =
              i + 1 < parts.size() && parts.get(i + 1) instanceof TypePart.Text(var next)
                  ? resource.indexOf(next, at + 1)
                  : resource.length();
          if (end <= at) {
            return Optional.empty();
          }
          // `p-` of `${PolicyType}/p-${PolicyId}` is a part of the id.
          var start =
              Math.max(resource.lastIndexOf('/', at - 1), resource.lastIndexOf(':', at - 1));
          things
              .computeIfAbsent(stem, _ -> new ArrayList<>())
              .add(resource.substring(Math.max(start + 1, 0), end));
          at = end;
        }
      }
    }
    return at == resource.length() ? Optional.of(things) : Optional.empty();
  }
}
