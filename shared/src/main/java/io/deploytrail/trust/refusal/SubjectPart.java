package io.deploytrail.trust.refusal;

import java.util.Locale;

/// In what a subject differs from those that are allowed.
public enum SubjectPart {
  ORGANIZATION,
  PROJECT,
  STACK,
  OPERATION,
  /// In upper and lower case alone.
  CASE,
  /// It is a subject of another form.
  SHAPE;

  /// As answers write it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
