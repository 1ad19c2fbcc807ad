package io.deploytrail.cloudtrail.reader;

import io.deploytrail.resources.Fields;
import io.deploytrail.resources.Mention;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    var isKnown = Fields.isKnown(service, event, field);
    // Names of alarms may hold spaces; other texts with spaces are for people.
    if (!isPlain(isKnown ? text.replace(" ", "") : text)) {
      return;
    }
    if (ARN.matcher(text).matches()) {
      all.add(new Mention("", text));
    } else if ((isKnown && !NO_IDENTIFIER.matcher(text).matches()) || isIdentifier(field, text)) {
      all.add(Mention.in(isKept(outer) ? outer : "", isKept(field) ? field : "", text));
    }
  }

  List<Mention> all() {
    return List.copyOf(all);
  }

  private static boolean isIdentifier(String field, String text) {
    if (namesNothing(field)) {
      return false;
    }
    return ASSIGNED_ID.matcher(text).matches()
        || (NAMING_FIELD.matcher(field).matches() && !NO_IDENTIFIER.matcher(text).matches());
  }

  /// AWS's own field names are words; what else a record may hold is not worth keeping.
  private static boolean isKept(String field) {
    return field.length() <= LONGEST_FIELD && field.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static boolean namesNothing(String field) {
    var lower = field.replace("_", "").toLowerCase(Locale.ROOT);
    return NAMES_NOTHING.stream().anyMatch(lower::contains);
  }

  private static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(c ->
            Character.isWhitespace(c)
                || Character.isISOControl(c)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
