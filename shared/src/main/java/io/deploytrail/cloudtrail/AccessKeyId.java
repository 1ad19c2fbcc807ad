package io.deploytrail.cloudtrail;

/// An access key id, such as `ASIA…` of temporary credentials; not secret, and not guaranteed
/// unique over time.
public record AccessKeyId(String value) {
  public AccessKeyId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an access key id is not blank");
    }
  }

  /// Whether it may be of temporary credentials: `AKIA…` is a user's long-term key.
  public boolean mayBeTemporary() {
    return !value.startsWith("AKIA");
  }

  @Override
  public String toString() {
    return value;
  }
}
