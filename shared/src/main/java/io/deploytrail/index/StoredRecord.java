package io.deploytrail.index;

import io.deploytrail.aws.StoredItem;
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
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What of a record stands in an item, read back as [Attributes] wrote it.
public record StoredRecord(StoredItem item) {
  StoredRecord(Map<String, AttributeValue> attributes) {
    this(new StoredItem(attributes));
  }

  /// Whether it is a fact's: the table holds claims, too.
  boolean isFact() {
    return item.attributes().containsKey("kind");
  }

  /// The fact that [Items] wrote.
  Fact fact() {
    return switch (item.text("kind")) {
      case FactKeys.ROOT -> new Root(event(), session(), identity());
      case FactKeys.LINK -> new Link(event(), session(), caller());
      case FactKeys.DENIED ->
          new DeniedAttempt(
              event(),
              identity(),
              item.optional("role"),
              item.optional("roleSessionName"),
              item.text("errorCode"),
              item.optional("errorMessage"),
              item.optional("sourceIpAddress"),
              item.optional("userAgent"));
      case FactKeys.ROLE_TRUST -> TrustItems.roleTrust(event(), item);
      case FactKeys.PROVIDER -> TrustItems.provider(event(), item);
      default ->
          throw new IllegalStateException(
              "item of event " + item.text("eventId") + " is of unknown kind " + item.text("kind"));
    };
  }

  public Event event() {
    return new Event(
        item.text("eventId"),
        Instant.parse(item.text("eventTime")),
        item.optional("eventSource"),
        item.optional("eventName"),
        item.optional("account"),
        item.optional("region"),
        item.optional("sharedEventId"),
        item.optional("corrects"));
  }

  public Session session() {
    return new Session(
        new AccessKeyId(item.text("accessKeyId")),
        new PrincipalId(item.text("principalId")),
        item.optional("assumedRole"),
        item.optional("role"),
        Instant.parse(item.text("issuedAt")),
        Instant.parse(item.text("expiresAt")),
        item.texts("policies"),
        item.optional("sourceIdentity"));
  }

  private WebIdentity identity() {
    return new WebIdentity(item.text("provider"), item.text("audience"), item.text("subject"));
  }

  public Caller caller() {
    return new Caller(
        item.optional("callerType"),
        item.optional("callerPrincipalId").map(PrincipalId::new),
        item.optional("callerAccessKeyId").map(AccessKeyId::new),
        item.optional("callerArn"),
        item.optional("callerAccount"),
        item.optional("callerSessionCreated").map(Instant::parse),
        item.optional("callerProvider"),
        item.optional("callerInvokedBy"));
  }
}
