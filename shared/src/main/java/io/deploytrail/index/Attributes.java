package io.deploytrail.index;

import io.deploytrail.aws.TimeText;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Session;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of an item in the making, as docs/table.md names them; [StoredRecord] reads them
/// back. What is absent is left out.
public final class Attributes {
  private final Map<String, AttributeValue> values = new HashMap<>();

  public Map<String, AttributeValue> values() {
    return values;
  }

  public void put(String name, String value) {
    values.put(name, AttributeValue.fromS(value));
  }

  public void put(String name, Optional<String> value) {
    value.ifPresent(text -> put(name, text));
  }

  /// A list of texts; an empty one is left out.
  public void put(String name, List<String> texts) {
    if (!texts.isEmpty()) {
      values.put(name, AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList()));
    }
  }

  public void event(Event event) {
    put("eventId", event.id());
    put("eventTime", TimeText.of(event.time()));
    put("eventSource", event.source());
    put("eventName", event.name());
    put("account", event.account());
    put("region", event.region());
    put("sharedEventId", event.sharedEventId());
    put("corrects", event.corrects());
  }

  public void session(Session session) {
    put("accessKeyId", session.accessKey().value());
    put("principalId", session.principal().value());
    // A key of an index, which is never empty.
    put("assumedRole", session.assumedRole().filter(arn -> !arn.isEmpty()));
    put("role", session.role());
    put("issuedAt", session.issuedAt().toString());
    put("expiresAt", session.expiresAt().toString());
    put("sourceIdentity", session.sourceIdentity());
    put("policies", session.policies());
  }

  public void caller(Caller caller) {
    put("callerType", caller.type());
    put("callerPrincipalId", caller.principal().map(PrincipalId::value));
    put("callerAccessKeyId", caller.accessKey().map(AccessKeyId::value));
    put("callerArn", caller.arn());
    put("callerAccount", caller.account());
    put("callerSessionCreated", caller.sessionCreated().map(Instant::toString));
    put("callerProvider", caller.federatedProvider());
    put("callerInvokedBy", caller.invokedBy());
  }
}
