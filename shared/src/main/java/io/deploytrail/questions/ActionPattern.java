package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/// Actions as IAM's policies name them: `s3:Delete*`, in any case, `*` for any characters and `?`
/// for one.
public record ActionPattern(String text) {
  private static final Pattern FORM = Pattern.compile("[\\w.*?-]+:[\\w*?-]+");

  public ActionPattern {
    requireNonNull(text, "text");
    if (!FORM.matcher(text).matches()) {
      throw new InvalidQuestionException(
          "action takes <service>:<name>, with * for any characters, such as s3:Delete*; not "
              + Quoted.of(text));
    }
  }

  /// Whether that is one of these actions. No backtracking: a pattern of many stars takes time by
  /// the product of both lengths.
  boolean fits(String action) {
    var at = 0;
    var pattern = 0;
    var star = -1;
    var restart = 0;
    while (at < action.length()) {
      if (pattern < text.length() && text.charAt(pattern) == '*') {
        star = pattern++;
        restart = at;
      } else if (pattern < text.length() && isOne(text.charAt(pattern), action.charAt(at))) {
        pattern++;
        at++;
      } else if (star >= 0) {
        pattern = star + 1;
        at = ++restart;
      } else {
        return false;
      }
    }
    return text.substring(pattern).chars().allMatch(sign -> sign == '*');
  }

  private static boolean isOne(char wanted, char sign) {
    return wanted == '?' || Character.toLowerCase(wanted) == Character.toLowerCase(sign);
  }
}
