package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a call makes: of such resources AWS chooses the ids, so they are not in the request.
///
/// `noun` is what the event's name says that it makes, in small letters; empty if it makes nothing.
record Making(String noun, Set<String> types) {
  static final Making NOTHING = new Making("", Set.of());

  private static final Pattern MAKING =
      Pattern.compile(
          "(?:Create|Run|Allocate|Request|Register|Import|Copy|Restore|Purchase|Provision|Start"
              + "|Publish|Generate)(?<noun>[A-Z]\\w*)");

  Making {
    requireNonNull(noun, "noun");
    types = Set.copyOf(types);
  }

  static Making of(ServiceAction action) {
    var verb = MAKING.matcher(action.name());
    var noun = verb.matches() ? verb.group("noun").toLowerCase(Locale.ROOT) : "";
    return new Making(noun, CallRows.known().makes(action));
  }

  boolean isMade(String type) {
    if (types.contains(type)) {
      return true;
    }
    // `loadbalancer/app/` is a load balancer.
    var name = type.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    var slash = name.indexOf('/');
    var thing = slash < 0 ? name : name.substring(0, slash);
    return !noun.isEmpty() && (thing.equals(noun) || (slash > 0 && thing.endsWith(noun)));
  }
}
