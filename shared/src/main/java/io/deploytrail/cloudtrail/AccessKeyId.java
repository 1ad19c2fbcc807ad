package io.deploytrail.cloudtrail;

/// An access key id, such as `ASIA…` of temporary credentials; not secret, and not guaranteed
/// unique over time.
public record AccessKeyId(String value) {
  public AccessKeyId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an access key id is not blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
