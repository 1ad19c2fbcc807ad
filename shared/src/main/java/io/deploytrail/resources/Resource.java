package io.deploytrail.resources;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A resource by its ARN: of which things the ARN speaks, and under which names calls know them.
///
/// `things` are the names by the stems of the ARN's format, the resource's own last; empty without
/// a known type.
record Resource(Arn arn, Optional<ResourceType> type, Map<String, List<String>> things) {
  /// What calls mean that name none.
  private static final String DEFAULT = "default";

  private static final Set<String> WITH_DEFAULT =
      Set.of("events eventbus", "ecs cluster", "scheduler group");

  /// Parts of ARNs that no call says, or says otherwise.
  private static final Set<String> SAID_BY_NO_CALL =
      Set.of("scope", "organization", "policytype", "handshaketype");

  private static final String DEFAULT_BUS = "ruleondefaulteventbus";

  static Resource of(Arn given) {
    var arn = given.with(Services.canonical(given));
    for (var type : ArnFormats.typesOf(arn)) {
      var read = type.read(arn.resource());
      if (read.isPresent()) {
        return new Resource(arn, Optional.of(type), things(arn, type, read.get()));
      }
    }
    return new Resource(arn, Optional.empty(), Map.of());
  }

  private static Map<String, List<String>> things(
      Arn arn, ResourceType type, Map<String, List<String>> read) {
    var things = new LinkedHashMap<String, List<String>>();
    if (type.name().equals(DEFAULT_BUS)) {
      things.put("eventbus", List.of(DEFAULT));
    }
    read.forEach((stem, texts) -> {
      if (!SAID_BY_NO_CALL.contains(stem)) {
        things.put(stem, Services.spellings(arn, texts));
      }
    });
    return things;
  }

  /// The resources of which a text speaks by itself: an ARN or a URL.
  static List<Resource> of(String text) {
    return Arn.parse(text).map(List::of).orElseGet(() -> Urls.arns(text)).stream()
        .map(Resource::of)
        .toList();
  }

  /// The names of the resource itself, without that of what it is in: `web` of `service/prod/web`,
  /// `web` and `web:8` of `task-definition/web:8`. Of an unknown type, what stands behind the type,
  /// and its last part.
  Set<String> names() {
    var names = new LinkedHashSet<String>();
    if (type.isEmpty()) {
      var name = arn.name();
      names.add(name);
      names.add(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1));
      names.remove("");
      return names;
    }
    var known = type.get();
    names.addAll(known.isVersion() ? before() : own());
    if (known.isVersion() || !known.isOfSeveralVariables()) {
      names.add(arn.name());
    }
    if (arn.service().equals("lambda")) {
      names.addAll(things.getOrDefault("function", List.of()));
    }
    return names;
  }

  /// The names of what the resource is a version of.
  private List<String> before() {
    return things.values().stream().findFirst().orElse(List.of());
  }

  /// Every text under which a call that names it can stand in an index.
  Set<String> keys() {
    var keys = new LinkedHashSet<>(List.of(arn.toString()));
    keys.addAll(names());
    keys.addAll(Services.otherSpellings(arn));
    keys.add(arn.name());
    // `alias/orders`, `hostedzone/Z…`
    keys.add(arn.resource());
    return keys;
  }

  /// Whether that call names this resource: by its ARN or URL, or by the names of all things of
  /// which the ARN speaks, at its place.
  boolean isNamedBy(NamingCall call) {
    var named = call.mentions().stream().flatMap(mention -> of(mention.text()).stream()).toList();
    if (named.stream().anyMatch(this::is)) {
      return true;
    }
    if (!call.wentTo(arn)) {
      return false;
    }
    if (type.isEmpty()) {
      return call.isToServiceOf(arn)
          && call.mentions().stream().anyMatch(mention -> mention.text().equals(arn.name()));
    }
    return call.mentions().stream().anyMatch(mention -> isWhole(mention, call))
        || (things.keySet().stream().allMatch(stem -> isThing(stem, call))
            && named.stream().noneMatch(this::isNamesake));
  }

  /// Whether both are one resource.
  private boolean is(Resource other) {
    return arn.equals(other.arn) || (arn.isBeside(other.arn) && Services.areOne(arn, other.arn));
  }

  /// Whether the other, at the same place, is of this type and name, and so what the call means by
  /// that name.
  private boolean isNamesake(Resource other) {
    return type.equals(other.type)
        && arn.isBeside(other.arn)
        && other.own().stream().anyMatch(own()::contains);
  }

  /// The name of this resource, if it is one of those things.
  Optional<String> ownName(String stem) {
    return type.filter(each -> each.own().equals(stem)).flatMap(_ -> own().stream().findFirst());
  }

  boolean isOf(String stem) {
    return type.filter(each -> each.own().equals(stem)).isPresent();
  }

  private List<String> own() {
    return type.map(each -> things.getOrDefault(each.own(), List.of())).orElse(List.of());
  }

  /// Whether that mention says all that the ARN does: `web:8` of `task-definition/web:8`,
  /// `alias/orders`.
  private boolean isWhole(Mention mention, NamingCall call) {
    var text = mention.text();
    if (type.filter(ResourceType::isVersion).isPresent() && text.equals(arn.name())) {
      var stems = new HashSet<>(things.keySet());
      stems.addAll(ownStems());
      return mayName(stems, mention, call);
    }
    return text.equals(arn.resource()) && mayName(ownStems(), mention, call);
  }

  private Set<String> ownStems() {
    return type.map(each -> Set.copyOf(List.of(each.own(), each.name()))).orElse(Set.of());
  }

  private boolean isThing(String stem, NamingCall call) {
    var isOwn = type.filter(each -> each.own().equals(stem)).isPresent();
    var stems = isOwn ? ownStems() : Set.of(stem);
    var naming = call.mentions().stream().filter(each -> mayName(stems, each, call)).toList();
    return naming.stream().anyMatch(mention -> isSpelled(stem, isOwn, mention, call))
        || (naming.stream().allMatch(Resource::mayNameAnything) && isDefault(stem));
  }

  private static boolean mayNameAnything(Mention mention) {
    return mention.isWithoutField() && of(mention.text()).isEmpty();
  }

  private boolean isDefault(String stem) {
    return WITH_DEFAULT.contains(arn.service() + " " + stem)
        && things.getOrDefault(stem, List.of()).contains(DEFAULT);
  }

  /// Whether that mention's field names such a thing; a mention without its field may name any.
  private boolean mayName(Set<String> stems, Mention mention, NamingCall call) {
    var resources = of(mention.text());
    if (!resources.isEmpty()) {
      return resources.stream()
          .anyMatch(each ->
              each.arn.service().equals(arn.service())
                  && each.type.filter(type -> stems.contains(type.own())).isPresent());
    }
    if (call.isToServiceOf(arn)) {
      return mention.isWithoutField()
          || Ec2Ids.isOf(arn, mention.text())
          || Fields.stems(call, mention).stream().anyMatch(stems::contains);
    }
    var elsewhere = Fields.elsewhere(mention);
    return stems.stream().anyMatch(stem -> elsewhere.contains(arn.service() + "." + stem))
        || (elsewhere.contains("ec2.*") && Ec2Ids.isOf(arn, mention.text()));
  }

  private boolean isSpelled(String stem, boolean isOwn, Mention mention, NamingCall call) {
    var names = things.getOrDefault(stem, List.of());
    var text = mention.text();
    // An ARN may name a thing that holds this one; an ARN of this one's own type names another.
    var resources = isOwn ? List.<Resource>of() : of(text);
    return resources.isEmpty()
        ? Services.names(call.service(), text).stream().anyMatch(names::contains)
        : resources.stream()
            .anyMatch(resource -> resource.own().stream().anyMatch(names::contains));
  }
}
