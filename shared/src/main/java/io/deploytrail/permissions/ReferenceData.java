package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/// Which edition of IAM's reference the answers rest on.
public record ReferenceData(String source, String version, LocalDate date) {
  public ReferenceData {
    requireNonNull(source, "source");
    requireNonNull(version, "version");
    requireNonNull(date, "date");
  }
}
