package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

/// What a condition key holds in a try. All keys of a web identity's request hold one value.
public sealed interface KeyValue {
  Absent ABSENT = new Absent();

  /// The request has this value.
  record Present(String value) implements KeyValue {
    public Present {
      requireNonNull(value, "value");
    }
  }

  /// The request never has this key.
  record Absent() implements KeyValue {}

  /// Whether the request has the key, or with which value, is not known.
  record Unknown(String reason) implements KeyValue {
    public Unknown {
      requireNonNull(reason, "reason");
    }
  }
}
