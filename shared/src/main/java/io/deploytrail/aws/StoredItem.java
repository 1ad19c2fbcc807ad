package io.deploytrail.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item of one of DeployTrail's tables, read back.
public record StoredItem(Map<String, AttributeValue> attributes) {
  /// When the item expires, in seconds since the epoch.
  public long expiry() {
    return Optional.ofNullable(attributes.get("ttl"))
        .map(AttributeValue::n)
        .map(Long::parseLong)
        .orElseThrow(() ->
            new IllegalStateException("an item has no ttl; it was not written by DeployTrail"));
  }

  public Optional<String> optional(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  public String text(String name) {
    return optional(name)
        .orElseThrow(() ->
            new IllegalStateException(
                "an item has no " + name + "; it was not written by DeployTrail"));
  }

  public List<String> texts(String name) {
    return Optional.ofNullable(attributes.get(name)).stream()
        .flatMap(list -> list.l().stream())
        .map(AttributeValue::s)
        .toList();
  }
}
