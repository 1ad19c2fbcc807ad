package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The names of an object's fields that are looked for, recognized however an exporter spells them:
/// in another case, with underscores, or in one name with those of an inner object
/// (`userIdentity.accessKeyId`).
final class FieldNames {
  private static final int LETTERS = 32;

  private final Map<String, String> names = new HashMap<>();

  /// By its length and its first letter in either case: a name.
  private final BitSet shapes = new BitSet();

  FieldNames(String... names) {
    for (var name : names) {
      this.names.put(letters(name), name);
      shapes.set(shape(name));
    }
  }

  /// Has a field read under CloudTrail's name for it, if that is one of these and spelled otherwise
  /// here; `inner` takes a field of an inner object, under the name behind the dot. Any other field
  /// is skipped.
  void read(String name, JsonParser json, Json.Field field, Inner inner) throws IOException {
    if (!mayBeSpelledOtherwise(name)) {
      json.skipChildren();
      return;
    }
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

  /// Rules most names out at once: they are spelled as CloudTrail does, and not looked for.
  private boolean mayBeSpelledOtherwise(String name) {
    return !name.isEmpty()
        && (shapes.get(shape(name)) || name.indexOf('_') >= 0 || name.indexOf('.') >= 0);
  }

  private static int shape(String name) {
    return name.length() * LETTERS + name.charAt(0) % LETTERS;
  }

  private static String letters(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
