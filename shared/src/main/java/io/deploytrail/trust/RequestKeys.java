package io.deploytrail.trust;

/// The condition keys of a request, named in lower case.
public interface RequestKeys {
  KeyValue value(String key);

  /// Whether the request has the key, though its value may not be known.
  boolean isAlwaysThere(String key);
}
