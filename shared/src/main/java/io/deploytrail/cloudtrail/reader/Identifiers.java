package io.deploytrail.cloudtrail.reader;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The ARNs and identifiers among a record's texts, each once, in their order.
///
/// An identifier is a text shaped like an ARN or like an id that AWS gives out (`sg-0a1b2c3d4e5f`,
/// "Resource IDs", Amazon EC2 User Guide), or the text of a field whose name ends like an
/// identifier's: `bucketName`, `functionName`, `dBInstanceIdentifier`, `keyId`. Tokens, secrets and
/// request ids are none, account ids and other numbers neither.
final class Identifiers {
  /// A record that names more is kept with the first of them.
  private static final int MOST = 1000;

  private static final int LONGEST = 1024;
  private static final Pattern ARN = Pattern.compile("arn:[\\w-]*:[\\w-]*:[\\w-]*:\\w*:\\S+");
  private static final Pattern GIVEN_ID =
      Pattern.compile("[a-z]{1,20}(-[a-z]{1,20}){0,3}-[0-9a-f]{8,32}");
  private static final Pattern NAMING_FIELD =
      Pattern.compile("(?i:name|id|arn|identifier)s?|.*[a-z0-9](Name|Id|ID|Arn|ARN|Identifier)s?");
  private static final Pattern NO_IDENTIFIER = Pattern.compile("[0-9.]+|true|false");
  private static final Set<String> NAMES_NOTHING =
      Set.of("token", "secret", "password", "requestid", "sessionname");

  private final Set<String> all = new LinkedHashSet<>();

  /// Adds the text of a field with that name, if it is an identifier.
  void add(String field, String text) {
    if (all.size() < MOST && isIdentifier(field, text)) {
      all.add(text);
    }
  }

  List<String> all() {
    return List.copyOf(all);
  }

  private static boolean isIdentifier(String field, String text) {
    if (text.length() < 2 || text.length() > LONGEST || !isPlain(text) || namesNothing(field)) {
      return false;
    }
    return ARN.matcher(text).matches()
        || GIVEN_ID.matcher(text).matches()
        || (NAMING_FIELD.matcher(field).matches() && !NO_IDENTIFIER.matcher(text).matches());
  }

  private static boolean namesNothing(String field) {
    var lower = field.toLowerCase(Locale.ROOT);
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
