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
import io.deploytrail.pulumi.SessionNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Facts as DynamoDB items. docs/table.md describes the attributes; [StoredItem] reads them back.
///
/// An item depends on its fact, the retention and the templates alone, so writing it again changes
/// nothing.
final class Items {
  private final SessionNames names;
  private final Retention retention;

  Items(SessionNames names, Retention retention) {
    this.names = names;
    this.retention = retention;
  }

  /// Throws [UnstorableFactException] if DynamoDB cannot take the item.
  Map<String, AttributeValue> item(Fact fact) {
    var facts = facts(fact);
    var keys = FactKeys.of(fact, names);
    keys.put("eventTime", TimeText.of(fact.event().time()));
    UnstorableFactException.check(fact, facts, keys);

    var item = new HashMap<>(facts);
    keys.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
    item.put("digest", AttributeValue.fromS(Precedence.digest(facts)));
    var expiry = retention.expiry(fact.event().time());
    item.put("ttl", AttributeValue.fromN(Long.toString(expiry)));
    return item;
  }

  /// What the record says, whole: the attributes from which the fact is read back.
  static Map<String, AttributeValue> facts(Fact fact) {
    var facts = new Attributes();
    event(fact.event(), facts);
    switch (fact) {
      case Root root -> {
        facts.put("kind", FactKeys.ROOT);
        session(root.session(), facts);
        identity(root.identity(), facts);
      }
      case Link link -> {
        facts.put("kind", FactKeys.LINK);
        session(link.session(), facts);
        caller(link.caller(), facts);
      }
      case DeniedAttempt denied -> denied(denied, facts);
    }
    return facts.values;
  }

  private static void event(Event event, Attributes facts) {
    facts.put("eventId", event.id());
    facts.put("eventTime", TimeText.of(event.time()));
    facts.put("eventSource", event.source());
    facts.put("eventName", event.name());
    facts.put("account", event.account());
    facts.put("region", event.region());
    facts.put("sharedEventId", event.sharedEventId());
    facts.put("corrects", event.corrects());
  }

  private static void session(Session session, Attributes facts) {
    facts.put("accessKeyId", session.accessKey().value());
    facts.put("principalId", session.principal().value());
    // A key of an index, which is never empty.
    facts.put("assumedRole", session.assumedRole().filter(arn -> !arn.isEmpty()));
    facts.put("role", session.role());
    facts.put("issuedAt", session.issuedAt().toString());
    facts.put("expiresAt", session.expiresAt().toString());
    facts.put("sourceIdentity", session.sourceIdentity());
    if (!session.policies().isEmpty()) {
      var policies = session.policies().stream().map(AttributeValue::fromS).toList();
      facts.values.put("policies", AttributeValue.fromL(policies));
    }
  }

  private static void identity(WebIdentity identity, Attributes facts) {
    facts.put("provider", identity.provider());
    facts.put("audience", identity.audience());
    facts.put("subject", identity.subject());
  }

  private static void caller(Caller caller, Attributes facts) {
    facts.put("callerType", caller.type());
    facts.put("callerPrincipalId", caller.principal().map(PrincipalId::value));
    facts.put("callerAccessKeyId", caller.accessKey().map(AccessKeyId::value));
    facts.put("callerArn", caller.arn());
    facts.put("callerAccount", caller.account());
    facts.put("callerSessionCreated", caller.sessionCreated().map(Instant::toString));
    facts.put("callerProvider", caller.federatedProvider());
    facts.put("callerInvokedBy", caller.invokedBy());
  }

  private static void denied(DeniedAttempt denied, Attributes facts) {
    facts.put("kind", FactKeys.DENIED);
    identity(denied.identity(), facts);
    facts.put("role", denied.role());
    facts.put("roleSessionName", denied.roleSessionName());
    facts.put("errorCode", denied.errorCode());
    facts.put("errorMessage", denied.errorMessage());
  }

  /// Attributes in the making; what is absent is left out.
  private static final class Attributes {
    private final Map<String, AttributeValue> values = new HashMap<>();

    void put(String name, String value) {
      values.put(name, AttributeValue.fromS(value));
    }

    void put(String name, Optional<String> value) {
      value.ifPresent(text -> put(name, text));
    }
  }
}
