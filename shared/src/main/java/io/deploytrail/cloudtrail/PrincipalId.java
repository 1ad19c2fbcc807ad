package io.deploytrail.cloudtrail;

import java.util.Optional;

/// A principal id; of an assumed role it is `<role id>:<role session name>`.
public record PrincipalId(String value) {
  private static final int ACCOUNT_LENGTH = 12;

  public PrincipalId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a principal id is not blank");
    }
  }

  /// The role session name, if this is the principal id of an assumed role (`AROA…:<name>`).
  ///
  /// Role ids start with `AROA`; AWS's own examples also shorten them to `ARO…`.
  public Optional<String> roleSessionName() {
    return isRoleSession()
        ? Optional.of(value.substring(value.indexOf(':') + 1))
        : Optional.empty();
  }

  /// Whether it is the principal id of an assumed role, of which it holds the role session name.
  public boolean isRoleSession() {
    var colon = value.indexOf(':');
    return value.startsWith("ARO") && colon > 0 && colon + 1 < value.length();
  }

  /// Whether it is an account's id, which its root has for a principal id.
  public boolean isAccount() {
    return value.length() == ACCOUNT_LENGTH
        && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  @Override
  public String toString() {
    return value;
  }
}
