package io.deploytrail.permissions.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
  private static final int COLONS_BEFORE_RESOURCE = 5;
  private static final int[] UUID = {8, 4, 4, 4, 12};
  private static final int ACCOUNT = 12;

  /// Of ids that AWS made before it made longer ones.
  private static final Set<String> SHORT_IDS =
      Set.of(
          "i",
          "vpc",
          "subnet",
          "sg",
          "eni",
          "vol",
          "snap",
          "ami",
          "rtb",
          "igw",
          "acl",
          "dopt",
          "eipalloc",
          "fs",
          "pcx",
          "vgw",
          "cgw",
          "vpn",
          "r");

  /// In the order in which they stand.
  static List<ChangingPart> in(String arn) {
    var from = resource(arn);
    var parts = new ArrayList<ChangingPart>();
    for (var start = nextWord(arn, from); start < arn.length(); ) {
      var end = changingEnd(arn, from, start);
      if (end > start) {
        parts.add(new ChangingPart(start, segmentEnd(arn, end)));
      }
      start = nextWord(arn, Math.max(end, wordEnd(arn, start)));
    }
    return parts;
  }

  /// Where the resource begins; the text's end if it is no ARN.
  private static int resource(String arn) {
    if (!arn.startsWith("arn:")) {
      return arn.length();
    }
    var at = 0;
    for (var colon = 0; colon < COLONS_BEFORE_RESOURCE; colon++) {
      at = arn.indexOf(':', at) + 1;
      if (at == 0) {
        return arn.length();
      }
    }
    return at;
  }

  /// Where what changes ends that begins at a word's start; there, if nothing does.
  private static int changingEnd(String arn, int from, int start) {
    var end = wordEnd(arn, start);
    var uuid = uuidEnd(arn, start);
    if (uuid > start) {
      return uuid;
    }
    var id = idEnd(arn, from, start);
    if (id > start) {
      return id;
    }
    var isLast = end == arn.length();
    var isVersion =
        isLast && start > from && arn.charAt(start - 1) == ':' && areDigits(arn, start, end);
    var isSecretSuffix =
        isLast
            && end - start == 6
            && arn.charAt(start - 1) == '-'
            && arn.contains(":secretsmanager:");
    return isVersion || isSecretSuffix || isRandom(arn, start, end) ? end : start;
  }

  private static int uuidEnd(String arn, int start) {
    var at = start;
    for (var length : UUID) {
      if (at > start && (at >= arn.length() || arn.charAt(at++) != '-')) {
        return start;
      }
      var end = wordEnd(arn, at);
      if (end - at != length || !isHex(arn, at, end, true)) {
        return start;
      }
      at = end;
    }
    return at;
  }

  /// Of an id that is a whole segment, such as `i-0123456789abcdef0`.
  private static int idEnd(String arn, int from, int start) {
    var hyphen = wordEnd(arn, start);
    var isSegment = start == from || arn.charAt(start - 1) == '/' || arn.charAt(start - 1) == ':';
    if (!isSegment || hyphen >= arn.length() || arn.charAt(hyphen) != '-') {
      return start;
    }
    var end = wordEnd(arn, hyphen + 1);
    var length = end - hyphen - 1;
    var isId =
        end == segmentEnd(arn, end)
            && isHex(arn, hyphen + 1, end, false)
            && (length == 17 || (length == 8 && SHORT_IDS.contains(arn.substring(start, hyphen))));
    return isId ? end : start;
  }

  private static boolean isRandom(String arn, int start, int end) {
    var length = end - start;
    if (length < 7 || (length == ACCOUNT && areDigits(arn, start, end))) {
      return false;
    }
    var digits = 0;
    var small = 0;
    var changes = 0;
    for (var at = start; at < end; at++) {
      var isDigit = isDigit(arn.charAt(at));
      digits += isDigit ? 1 : 0;
      small += arn.charAt(at) >= 'a' ? 1 : 0;
      changes += at > start && isDigit != isDigit(arn.charAt(at - 1)) ? 1 : 0;
    }
    var areCapitals = small == 0 && digits > 0 && digits < length && length >= 10;
    return areCapitals || (changes >= 3 && length >= 8) || isHex(arn, start, end, false);
  }

  private static int nextWord(String arn, int from) {
    var at = from;
    while (at < arn.length() && !isWord(arn.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int wordEnd(String arn, int from) {
    var at = from;
    while (at < arn.length() && isWord(arn.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int segmentEnd(String arn, int from) {
    var at = from;
    while (at < arn.length() && arn.charAt(at) != '/' && arn.charAt(at) != ':') {
      at++;
    }
    return at;
  }

  private static boolean areDigits(String arn, int start, int end) {
    for (var at = start; at < end; at++) {
      if (!isDigit(arn.charAt(at))) {
        return false;
      }
    }
    return end > start;
  }

  private static boolean isHex(String arn, int start, int end, boolean withCapitals) {
    for (var at = start; at < end; at++) {
      var sign = arn.charAt(at);
      var isHex =
          isDigit(sign)
              || (sign >= 'a' && sign <= 'f')
              || (withCapitals && sign >= 'A' && sign <= 'F');
      if (!isHex) {
        return false;
      }
    }
    return end > start;
  }

  private static boolean isWord(char sign) {
    return isDigit(sign) || (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
  }

  private static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }
}
