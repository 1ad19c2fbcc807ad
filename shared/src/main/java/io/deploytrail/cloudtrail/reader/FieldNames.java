package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The names of an object's fields that are looked for, recognized however an exporter spells them:
/// in another case, with underscores, or in one name with those of an inner object
/// (`userIdentity.accessKeyId`).
final class FieldNames {
  private final Map<String, String> names = new HashMap<>();

  FieldNames(String... names) {
    for (var name : names) {
      this.names.put(letters(name), name);
    }
  }

  /// Has a field read under the name that CloudTrail gives it, if that is one of these and spelled
  /// otherwise here; `inner` takes a field of an inner object, under the name behind the dot. Any
  /// other field is skipped.
  void read(String name, JsonParser json, Json.Field field, Inner inner) throws IOException {
    var known = names.get(letters(name));
    var dot = name.indexOf('.');
    if (known != null && !known.equals(name)) {
      field.read(known, json);
    } else if (dot > 0 && names.containsKey(letters(name.substring(0, dot)))) {
      inner
          .of(names.getOrDefault(letters(name.substring(0, dot)), ""))
          .read(name.substring(dot + 1), json);
    } else {
      json.skipChildren();
    }
  }

  /// Takes the fields of the inner object of that name.
  interface Inner {
    Json.Field of(String name);
  }

  private static String letters(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
