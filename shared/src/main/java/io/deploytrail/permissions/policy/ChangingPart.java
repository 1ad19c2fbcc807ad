package io.deploytrail.permissions.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A part of an ARN's resource that is made when the resource is: an id of AWS's, a random suffix
/// of Pulumi's or CloudFormation's, a version. Another resource of the same name has another.
///
/// `start` is where it begins in the ARN, `end` where the segment ends that it stands in.
///
/// | made by | looks like |
/// |---|---|
/// | Pulumi's auto-naming | `site-1a2b3c4`: seven hexadecimal digits |
/// | CloudFormation | `stack-Bucket-1A2B3C4D5E6F` |
/// | AWS | `i-0123456789abcdef0`, `vpc-1a2b3c4d`, a UUID, `Z0123456789ABCDEFGHIJ`, `a1b2c3d4e5` |
/// | Secrets Manager | `secret:name-AbCdEf` |
/// | versions | `task-definition/web:41` |
///
/// A name that is chosen and looks like that is taken for one: the policy is wider then, and says
/// so. Twelve digits are an account.
record ChangingPart(int start, int end) {
  private static final Pattern RESOURCE = Pattern.compile("arn:(?:[^:]*:){4}");
  private static final String BEFORE = "(?<=[-/:._+=,@ ]|^)";
  private static final String AFTER = "(?=[-/:._+=,@ ]|$)";

  /// Of ids that AWS made before it made longer ones.
  private static final String SHORT_IDS =
      "i|vpc|subnet|sg|eni|vol|snap|ami|rtb|igw|acl|dopt|eipalloc|fs|pcx|vgw|cgw|vpn|r";

  private static final Pattern PART =
      Pattern.compile(
          BEFORE
              + "(?<uuid>[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})"
              + AFTER
              + "|(?<=[/:]|^)(?<id>[a-z]{1,12}-[0-9a-f]{17}|(?:"
              + SHORT_IDS
              + ")-[0-9a-f]{8})(?=[/:]|$)"
              + "|(?<=:)(?<version>\\d+)$"
              + "|"
              + BEFORE
              + "(?<word>[A-Za-z0-9]{7,})"
              + AFTER);
  private static final Pattern SECRET = Pattern.compile("(?<=-)[A-Za-z0-9]{6}$");

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{7,}");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern CAPITALS =
      Pattern.compile("(?=[A-Z]*\\d)(?=\\d*[A-Z])[A-Z0-9]{10,}");

  /// In the order in which they stand.
  static List<ChangingPart> in(String arn) {
    var resource = RESOURCE.matcher(arn);
    if (!resource.lookingAt()) {
      return List.of();
    }
    var parts = new ArrayList<ChangingPart>();
    var found = PART.matcher(arn).region(resource.end(), arn.length());
    while (found.find()) {
      var word = found.group("word");
      if (word == null || isRandom(word)) {
        parts.add(new ChangingPart(found.start(), segmentEnd(arn, found.end())));
      }
    }
    if (arn.contains(":secretsmanager:")) {
      var suffix = SECRET.matcher(arn);
      if (suffix.find() && parts.stream().noneMatch(part -> part.start == suffix.start())) {
        parts.add(new ChangingPart(suffix.start(), arn.length()));
      }
    }
    return parts;
  }

  private static int segmentEnd(String arn, int from) {
    for (var at = from; at < arn.length(); at++) {
      if (arn.charAt(at) == '/' || arn.charAt(at) == ':') {
        return at;
      }
    }
    return arn.length();
  }

  private static boolean isRandom(String word) {
    return !ACCOUNT.matcher(word).matches()
        && (HEX.matcher(word).matches()
            || CAPITALS.matcher(word).matches()
            || (word.length() >= 8 && changes(word) >= 3));
  }

  /// How often letters and digits follow each other.
  private static int changes(String word) {
    var changes = 0;
    for (var at = 1; at < word.length(); at++) {
      if (isDigit(word.charAt(at)) != isDigit(word.charAt(at - 1))) {
        changes++;
      }
    }
    return changes;
  }

  private static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }
}
