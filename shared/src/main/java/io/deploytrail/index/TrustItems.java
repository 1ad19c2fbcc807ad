package io.deploytrail.index;

import io.deploytrail.aws.StoredItem;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustChange;
import io.deploytrail.cloudtrail.TrustState;
import java.util.List;

/// What the items of changed roles and providers hold of them, written and read back; [Items] and
/// [StoredRecord] do the rest.
final class TrustItems {
  private static final String CHANGE = "change";
  private static final String POLICY = "trustPolicy";
  private static final String ROLE_NAME = "roleName";
  private static final String AUDIENCES = "audiences";

  private static final String SET = "set";
  private static final String NOT_KNOWN = "not-known";
  private static final String CREATED = "created";
  private static final String DELETED = "deleted";
  private static final String ADDED = "audience-added";
  private static final String REMOVED = "audience-removed";

  private TrustItems() {}

  static void put(TrustChange change, Attributes facts) {
    switch (change) {
      case RoleTrustChange trust -> {
        facts.put("kind", FactKeys.ROLE_TRUST);
        facts.put(ROLE_NAME, trust.role().name());
        facts.put("role", trust.arn());
        put(trust.state(), facts);
      }
      case ProviderChange provider -> {
        facts.put("kind", FactKeys.PROVIDER);
        facts.put("provider", provider.provider());
        put(provider.edit(), facts);
      }
    }
  }

  private static void put(TrustState state, Attributes facts) {
    switch (state) {
      case TrustState.PolicySet(var document) -> {
        facts.put(CHANGE, SET);
        facts.put(POLICY, document);
      }
      case TrustState.PolicyNotKnown _ -> facts.put(CHANGE, NOT_KNOWN);
      case TrustState.RoleDeleted _ -> facts.put(CHANGE, DELETED);
    }
  }

  private static void put(ProviderEdit edit, Attributes facts) {
    switch (edit) {
      case ProviderEdit.ProviderCreated(var audiences) -> put(CREATED, audiences, facts);
      case ProviderEdit.AudienceAdded(var audience) -> put(ADDED, List.of(audience), facts);
      case ProviderEdit.AudienceRemoved(var audience) -> put(REMOVED, List.of(audience), facts);
      case ProviderEdit.ProviderDeleted _ -> put(DELETED, List.of(), facts);
      case ProviderEdit.EditNotKnown _ -> put(NOT_KNOWN, List.of(), facts);
    }
  }

  private static void put(String change, List<String> audiences, Attributes facts) {
    facts.put(CHANGE, change);
    facts.put(AUDIENCES, audiences);
  }

  static RoleTrustChange roleTrust(Event event, StoredItem item) {
    return new RoleTrustChange(
        event,
        new RoleName(item.text("account"), item.text(ROLE_NAME)),
        item.optional("role"),
        state(event, item));
  }

  private static TrustState state(Event event, StoredItem item) {
    return switch (item.text(CHANGE)) {
      case SET -> new TrustState.PolicySet(item.text(POLICY));
      case NOT_KNOWN -> new TrustState.PolicyNotKnown();
      case DELETED -> new TrustState.RoleDeleted();
      default -> throw unknown(event, item);
    };
  }

  static ProviderChange provider(Event event, StoredItem item) {
    var audiences = item.texts(AUDIENCES);
    var edit =
        switch (item.text(CHANGE)) {
          case CREATED -> new ProviderEdit.ProviderCreated(audiences);
          case ADDED -> new ProviderEdit.AudienceAdded(audiences.getFirst());
          case REMOVED -> new ProviderEdit.AudienceRemoved(audiences.getFirst());
          case DELETED -> new ProviderEdit.ProviderDeleted();
          case NOT_KNOWN -> new ProviderEdit.EditNotKnown();
          default -> throw unknown(event, item);
        };
    return new ProviderChange(event, item.text("provider"), edit);
  }

  private static IllegalStateException unknown(Event event, StoredItem item) {
    return new IllegalStateException(
        "item of event " + event.id() + " says an unknown change: " + item.text(CHANGE));
  }
}
