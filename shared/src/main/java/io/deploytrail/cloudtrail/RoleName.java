package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/// A role by its account and its name, which is unique there whatever its path and its case.
///
/// Two spellings are one role, as [#key] says. Source: "IAM and AWS STS quotas" ("Names are not
/// distinguished by case").
public record RoleName(String account, String name) {
  public RoleName {
    requireNonNull(account, "account");
    requireNonNull(name, "name");
  }

  /// The same text for all spellings of the role: `111122223333/deploy`.
  public String key() {
    return account + "/" + name.toLowerCase(Locale.ROOT);
  }
}
