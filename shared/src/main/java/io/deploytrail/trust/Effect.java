package io.deploytrail.trust;

/// What a statement does where it applies.
public enum Effect {
  ALLOW("Allow"),
  DENY("Deny");

  private final String text;

  Effect(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
