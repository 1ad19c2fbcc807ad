package io.deploytrail.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.pulumi.SessionNames;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Facts as DynamoDB items and back. docs/table.md describes the attributes.
///
/// An item depends on its fact, the retention and the templates alone, so writing it again changes
/// nothing.
final class Items {
  static final String ROOT = "root";
  static final String LINK = "link";
  static final String DENIED = "denied";

  /// The longest sort key that DynamoDB takes, in bytes; shorter than the longest partition key.
  private static final int LONGEST_KEY = 1024;

  /// Of a fixed width, so that the order of the text is the order of time.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(UTC);

  private final SessionNames names;
  private final Duration retention;

  Items(SessionNames names, Duration retention) {
    this.names = names;
    this.retention = retention;
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  /// Throws [UnstorableFactException] if a key attribute is longer than DynamoDB takes.
  Map<String, AttributeValue> item(Fact fact) {
    var item = new Item();
    event(fact.event(), item);
    switch (fact) {
      case Root root -> root(root, item);
      case Link link -> link(link, item);
      case DeniedAttempt denied -> denied(denied, item);
    }
    return item.checked();
  }

  private void event(Event event, Item item) {
    item.put("eventId", event.id());
    item.put("eventTime", time(event.time()));
    item.put(
        "ttl", AttributeValue.fromN(Long.toString(event.time().plus(retention).getEpochSecond())));
    item.put("eventSource", event.source());
    item.put("eventName", event.name());
    item.put("account", event.account());
    item.put("region", event.region());
    item.put("sharedEventId", event.sharedEventId());
    item.put("corrects", event.corrects());
  }

  private void root(Root root, Item item) {
    item.put("kind", ROOT);
    item.put("day", day(root));
    session(root.session(), item);
    identity(root.identity(), item);
    item.put("organization", RootNames.organization(root));
    RootNames.stack(root)
        .ifPresent(stack -> {
          item.put("project", stack.project());
          item.put("stack", stack.stack());
        });
    item.put("uuid", RootNames.uuid(root));
    item.put("version", RootNames.version(root, names));
  }

  private static void link(Link link, Item item) {
    item.put("kind", LINK);
    session(link.session(), item);
    var caller = link.caller();
    item.put("callerType", caller.type());
    item.put("callerPrincipalId", caller.principal().map(PrincipalId::value));
    item.put("callerAccessKeyId", caller.accessKey().map(AccessKeyId::value));
    item.put("callerArn", caller.arn());
    item.put("callerAccount", caller.account());
    item.put("callerSessionCreated", caller.sessionCreated().map(Instant::toString));
    item.put("callerProvider", caller.federatedProvider());
    item.put("callerInvokedBy", caller.invokedBy());
  }

  /// A denied attempt bought no key: its event id stands in the key's place.
  private static void denied(DeniedAttempt denied, Item item) {
    item.put("kind", DENIED);
    item.put("day", day(denied));
    item.put("accessKeyId", DENIED + "#" + denied.event().id());
    identity(denied.identity(), item);
    item.put("organization", RootNames.organization(denied));
    item.put("role", denied.role());
    item.put("roleSessionName", denied.roleSessionName());
    item.put("errorCode", denied.errorCode());
    item.put("errorMessage", denied.errorMessage());
  }

  private static String day(Fact fact) {
    return fact.event().time().atZone(UTC).toLocalDate().toString();
  }

  private static void session(Session session, Item item) {
    item.put("accessKeyId", session.accessKey().value());
    item.put("principalId", session.principal().value());
    item.put("assumedRole", session.assumedRole());
    item.put("role", session.role());
    item.put("issuedAt", session.issuedAt().toString());
    item.put("expiresAt", session.expiresAt().toString());
    item.put("sourceIdentity", session.sourceIdentity());
    if (!session.policies().isEmpty()) {
      var policies = session.policies().stream().map(AttributeValue::fromS).toList();
      item.put("policies", AttributeValue.fromL(policies));
    }
  }

  private static void identity(WebIdentity identity, Item item) {
    item.put("provider", identity.provider());
    item.put("audience", identity.audience());
    item.put("subject", identity.subject());
  }

  static Fact fact(Map<String, AttributeValue> attributes) {
    var item = new Stored(attributes);
    var event =
        new Event(
            item.text("eventId"),
            Instant.parse(item.text("eventTime")),
            item.optional("eventSource"),
            item.optional("eventName"),
            item.optional("account"),
            item.optional("region"),
            item.optional("sharedEventId"),
            item.optional("corrects"));
    return switch (item.text("kind")) {
      case ROOT -> new Root(event, session(item), identity(item));
      case LINK -> new Link(event, session(item), caller(item));
      case DENIED ->
          new DeniedAttempt(
              event,
              identity(item),
              item.optional("role"),
              item.optional("roleSessionName"),
              item.text("errorCode"),
              item.optional("errorMessage"));
      default ->
          throw new IllegalStateException(
              "item of event " + event.id() + " is of unknown kind " + item.text("kind"));
    };
  }

  static Issuance issuance(Map<String, AttributeValue> attributes) {
    return (Issuance) fact(attributes);
  }

  private static Session session(Stored item) {
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

  private static WebIdentity identity(Stored item) {
    return new WebIdentity(
        item.optional("provider").orElse(""),
        item.optional("audience").orElse(""),
        item.optional("subject").orElse(""));
  }

  private static Caller caller(Stored item) {
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

  /// An item as it is read.
  private record Stored(Map<String, AttributeValue> attributes) {
    Optional<String> optional(String name) {
      return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    String text(String name) {
      return optional(name)
          .orElseThrow(() ->
              new IllegalStateException(
                  "an item has no " + name + "; it was not written by DeployTrail"));
    }

    List<String> texts(String name) {
      return Optional.ofNullable(attributes.get(name)).stream()
          .flatMap(list -> list.l().stream())
          .map(AttributeValue::s)
          .toList();
    }
  }

  /// An item in the making; what is absent or empty is left out.
  private static final class Item {
    private final Map<String, AttributeValue> attributes = new HashMap<>();

    void put(String name, AttributeValue value) {
      attributes.put(name, value);
    }

    void put(String name, String value) {
      if (!value.isEmpty()) {
        attributes.put(name, AttributeValue.fromS(value));
      }
    }

    void put(String name, Optional<String> value) {
      value.ifPresent(text -> put(name, text));
    }

    Map<String, AttributeValue> checked() {
      for (var index : Index.values()) {
        index.partition().forEach(this::check);
        index.sort().forEach(this::check);
      }
      return attributes;
    }

    private void check(String key) {
      var value = attributes.get(key);
      if (value != null && value.s().getBytes(UTF_8).length > LONGEST_KEY) {
        throw new UnstorableFactException(
            "%s of event %s is %d bytes long, and DynamoDB takes keys of at most %d"
                .formatted(
                    key, attributes.get("eventId"), value.s().getBytes(UTF_8).length, LONGEST_KEY));
      }
    }
  }
}
