package io.deploytrail.index;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item, read back as what [Attributes] wrote.
public record StoredItem(Map<String, AttributeValue> attributes) {
  /// The fact that [Items] wrote.
  Fact fact() {
    return switch (text("kind")) {
      case FactKeys.ROOT -> new Root(event(), session(), identity());
      case FactKeys.LINK -> new Link(event(), session(), caller());
      case FactKeys.DENIED ->
          new DeniedAttempt(
              event(),
              identity(),
              optional("role"),
              optional("roleSessionName"),
              text("errorCode"),
              optional("errorMessage"));
      default ->
          throw new IllegalStateException(
              "item of event " + text("eventId") + " is of unknown kind " + text("kind"));
    };
  }

  public Event event() {
    return new Event(
        text("eventId"),
        Instant.parse(text("eventTime")),
        optional("eventSource"),
        optional("eventName"),
        optional("account"),
        optional("region"),
        optional("sharedEventId"),
        optional("corrects"));
  }

  public Session session() {
    return new Session(
        new AccessKeyId(text("accessKeyId")),
        new PrincipalId(text("principalId")),
        optional("assumedRole"),
        optional("role"),
        Instant.parse(text("issuedAt")),
        Instant.parse(text("expiresAt")),
        texts("policies"),
        optional("sourceIdentity"));
  }

  private WebIdentity identity() {
    return new WebIdentity(text("provider"), text("audience"), text("subject"));
  }

  public Caller caller() {
    return new Caller(
        optional("callerType"),
        optional("callerPrincipalId").map(PrincipalId::new),
        optional("callerAccessKeyId").map(AccessKeyId::new),
        optional("callerArn"),
        optional("callerAccount"),
        optional("callerSessionCreated").map(Instant::parse),
        optional("callerProvider"),
        optional("callerInvokedBy"));
  }

  /// When the item expires, in seconds since the epoch.
  long expiry() {
    return Optional.ofNullable(attributes.get("ttl"))
        .map(AttributeValue::n)
        .map(Long::parseLong)
        .orElseThrow(() ->
            new IllegalStateException("an item has no ttl; it was not written by DeployTrail"));
  }

  /// Whether it is a fact's: the table holds claims, too.
  boolean isFact() {
    return attributes.containsKey("kind");
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
