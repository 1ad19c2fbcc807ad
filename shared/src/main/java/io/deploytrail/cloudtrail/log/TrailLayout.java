package io.deploytrail.cloudtrail.log;

import java.util.List;
import java.util.regex.Pattern;

/// Where a file stands in a bucket to which AWS delivers logs:
/// `[prefix/]AWSLogs/[o-…/]<account>/<service>/…` ("Finding your CloudTrail log files", User
/// Guide).
public enum TrailLayout {
  /// In a trail's `CloudTrail`: all of it is the trail's.
  TRAIL,
  /// In a folder beside that: CloudTrail-Digest, -Insight, -Aggregated, -NetworkActivity, or
  /// another service's.
  BESIDE,
  /// Anywhere else: what it holds decides.
  ELSEWHERE;

  private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]+");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  /// Of the file with these names of folders and its own. The first `asked` of them lead to what
  /// was asked for: what is asked for by name lies beside nothing.
  public static TrailLayout of(List<String> names, int asked) {
    var service = service(names);
    if (service < 0 || service == names.size() - 1) {
      return ELSEWHERE;
    }
    if (names.get(service).equals("CloudTrail")) {
      return TRAIL;
    }
    return service < asked ? ELSEWHERE : BESIDE;
  }

  private static int service(List<String> names) {
    for (var at = names.lastIndexOf("AWSLogs") + 1; at > 0 && at < names.size(); at++) {
      if (ACCOUNT.matcher(names.get(at)).matches()) {
        return at + 1 < names.size() ? at + 1 : -1;
      }
      if (!ORGANIZATION.matcher(names.get(at)).matches()) {
        return -1;
      }
    }
    return -1;
  }
}
