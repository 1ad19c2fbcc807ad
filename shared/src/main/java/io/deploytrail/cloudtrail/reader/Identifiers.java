package io.deploytrail.cloudtrail.reader;

import io.deploytrail.resources.Fields;
import io.deploytrail.resources.Mention;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The ARNs and identifiers among a record's texts, with the fields that hold them, in their order.
///
/// An identifier is a text shaped like an ARN or like an id that AWS assigns (`sg-0a1b2c3d4e5f`,
/// "Resource IDs", Amazon EC2 User Guide), or the text of a field whose name ends like an
/// identifier's: `bucketName`, `functionName`, `dBInstanceIdentifier`, `keyId`, in whatever case,
/// or of which [Fields] knows that the service names its resources so: `queueUrl`, `secretId`.
/// Tokens, secrets and request ids are none, account ids and other numbers neither.
final class Identifiers {
  /// A record that names more is kept with the first of them.
  private static final int MOST = 1000;

  private static final int LONGEST = 1024;
  private static final int LONGEST_FIELD = 100;
  private static final Pattern ARN = Pattern.compile("arn:[\\w-]*:[\\w-]*:[\\w-]*:\\w*:\\S+");
  private static final Pattern ASSIGNED_ID =
      Pattern.compile("[a-z]{1,20}(-[a-z]{1,20}){0,3}-[0-9a-f]{8,32}");
  private static final Pattern NAMING_FIELD =
      Pattern.compile(
          "(?i:name|id|arn|identifier)s?|.*[a-z0-9](Name|Id|ID|Arn|ARN|Identifier)s?"
              + "|[a-z0-9_]+(name|id|arn|identifier)s?|[A-Z0-9_]+(NAME|ID|ARN|IDENTIFIER)S?");
  private static final Pattern NO_IDENTIFIER = Pattern.compile("[0-9.]+|true|false");
  private static final Set<String> NAMES_NOTHING =
      Set.of("token", "secret", "password", "requestid", "sessionname");

  /// What was decided of fields; a trail has few, and a hostile one may have any number.
  private static final Map<Place, Holds> KNOWN_PLACES = new ConcurrentHashMap<>();

  private static final int MOST_PLACES = 20_000;

  private final String service;
  private final String event;
  private final Set<Mention> all = new LinkedHashSet<>();

  /// Of a call to that service, such as `CreateRepository` to `ecr` of `ecr.amazonaws.com`.
  Identifiers(String service, String event) {
    this.service = service;
    this.event = event;
  }

  /// Adds the text of a field with that name, held by the field `outer`, if it is an identifier.
  void add(String outer, String field, String text) {
    if (all.size() >= MOST || text.length() < 2 || text.length() > LONGEST) {
      return;
    }
    var kind = kind(new Place(service, event, field));
    // Names of alarms may hold spaces; other texts with spaces are for people.
    if (!isPlain(kind == Holds.KNOWN ? text.replace(" ", "") : text)) {
      return;
    }
    if (text.startsWith("arn:") && ARN.matcher(text).matches()) {
      all.add(new Mention("", text));
    } else if (isIdentifier(kind, text)) {
      all.add(Mention.in(isKept(outer) ? outer : "", isKept(field) ? field : "", text));
    }
  }

  List<Mention> all() {
    return List.copyOf(all);
  }

  /// A field of the request or response of a call to that service.
  private record Place(String service, String event, String field) {}

  /// What a field says of its texts, whatever these are.
  private enum Holds {
    /// The service names its resources so.
    KNOWN,
    /// Its name ends like an identifier's.
    NAMING,
    /// Its texts are identifiers if they are shaped so.
    OTHER,
    /// It holds none.
    NOTHING
  }

  private static Holds kind(Place place) {
    var known = KNOWN_PLACES.get(place);
    if (known != null) {
      return known;
    }
    var kind = decide(place);
    if (KNOWN_PLACES.size() < MOST_PLACES) {
      KNOWN_PLACES.put(place, kind);
    }
    return kind;
  }

  private static Holds decide(Place place) {
    if (Fields.isKnown(place.service(), place.event(), place.field())) {
      return Holds.KNOWN;
    }
    if (namesNothing(place.field())) {
      return Holds.NOTHING;
    }
    return NAMING_FIELD.matcher(place.field()).matches() ? Holds.NAMING : Holds.OTHER;
  }

  private static boolean isIdentifier(Holds kind, String text) {
    return switch (kind) {
      case KNOWN, NAMING -> !NO_IDENTIFIER.matcher(text).matches();
      case OTHER -> text.indexOf('-') > 0 && ASSIGNED_ID.matcher(text).matches();
      case NOTHING -> false;
    };
  }

  /// AWS's own field names are words; what else a record may hold is not worth keeping.
  private static boolean isKept(String field) {
    if (field.length() > LONGEST_FIELD) {
      return false;
    }
    for (var at = 0; at < field.length(); at++) {
      if (field.charAt(at) <= ' ' || field.charAt(at) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean namesNothing(String field) {
    var lower = field.replace("_", "").toLowerCase(Locale.ROOT);
    return NAMES_NOTHING.stream().anyMatch(lower::contains);
  }

  private static boolean isPlain(String text) {
    for (var at = 0; at < text.length(); at++) {
      var c = text.charAt(at);
      if (c <= ' ' || c >= 0x7f) {
        return text.codePoints().noneMatch(Identifiers::isSpecial);
      }
    }
    return true;
  }

  private static boolean isSpecial(int c) {
    return Character.isWhitespace(c)
        || Character.isISOControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
