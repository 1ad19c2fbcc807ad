package io.deploytrail.index;

import io.deploytrail.aws.AttributeDigest;
import io.deploytrail.aws.Retention;
import io.deploytrail.aws.TimeText;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.TrustChange;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.pulumi.SessionNames;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Facts as DynamoDB items. docs/table.md describes the attributes; [StoredRecord] reads them back.
///
/// An item depends on its fact, the retention and the templates alone, so writing it again changes
/// nothing.
final class Items {
  /// What a record is read as: a later edition may say more of it. The first had none; texts that
  /// compare as the editions do.
  static final String EDITION = "3";

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
    item.put("edition", AttributeValue.fromS(EDITION));
    keys.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
    item.put("digest", AttributeValue.fromS(AttributeDigest.of(facts)));
    var expiry = retention.expiry(fact.event().time());
    item.put("ttl", AttributeValue.fromN(Long.toString(expiry)));
    UnstorableFactException.checkSize(fact, item);
    return item;
  }

  /// What the record says, whole: the attributes from which the fact is read back.
  static Map<String, AttributeValue> facts(Fact fact) {
    var facts = new Attributes();
    facts.event(fact.event());
    switch (fact) {
      case Root root -> {
        facts.put("kind", FactKeys.ROOT);
        facts.session(root.session());
        identity(root.identity(), facts);
      }
      case Link link -> {
        facts.put("kind", FactKeys.LINK);
        facts.session(link.session());
        facts.caller(link.caller());
      }
      case DeniedAttempt denied -> denied(denied, facts);
      case TrustChange change -> TrustItems.put(change, facts);
    }
    return facts.values();
  }

  private static void identity(WebIdentity identity, Attributes facts) {
    facts.put("provider", identity.provider());
    facts.put("audience", identity.audience());
    facts.put("subject", identity.subject());
  }

  private static void denied(DeniedAttempt denied, Attributes facts) {
    facts.put("kind", FactKeys.DENIED);
    identity(denied.identity(), facts);
    facts.put("role", denied.role());
    facts.put("roleSessionName", denied.roleSessionName());
    facts.put("errorCode", denied.errorCode());
    facts.put("errorMessage", denied.errorMessage());
    facts.put("sourceIpAddress", denied.sourceIpAddress());
    facts.put("userAgent", denied.userAgent());
  }
}
