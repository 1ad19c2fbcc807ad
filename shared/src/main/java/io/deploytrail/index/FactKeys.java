package io.deploytrail.index;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a fact can be found by: its key attributes other than its time, by name.
///
/// All but `version`, which the configured templates tell, are facts of the record alone.
final class FactKeys {
  static final String ROOT = "root";
  static final String LINK = "link";
  static final String DENIED = "denied";

  private final Map<String, String> keys = new HashMap<>();

  private FactKeys() {}

  static Map<String, String> of(Fact fact, SessionNames names) {
    var keys = new FactKeys();
    keys.put("eventId", Optional.of(fact.event().id()));
    keys.put("accessKeyId", Optional.of(accessKey(fact)));
    switch (fact) {
      case Root root -> keys.root(root, names);
      case Link link -> keys.link(link);
      case DeniedAttempt denied -> keys.denied(denied);
    }
    return keys.keys;
  }

  /// The issued key. A denied attempt bought none: its event id stands in the key's place.
  static String accessKey(Fact fact) {
    return switch (fact) {
      case Issuance issuance -> issuance.session().accessKey().value();
      case DeniedAttempt denied -> DENIED + "#" + denied.event().id();
    };
  }

  private void root(Root root, SessionNames names) {
    put("kind", Optional.of(ROOT));
    session(root);
    dayAndOrganization(root);
    RootNames.stack(root)
        .ifPresent(stack -> {
          put("project", Optional.of(stack.project()));
          put("stack", Optional.of(stack.stack()));
        });
    put("uuid", RootNames.uuid(root));
    put("version", RootNames.version(root, names));
  }

  private void link(Link link) {
    put("kind", Optional.of(LINK));
    session(link);
    put("callerPrincipalId", link.caller().principal().map(caller -> caller.value()));
  }

  private void denied(DeniedAttempt denied) {
    put("kind", Optional.of(DENIED));
    dayAndOrganization(denied);
  }

  private void session(Issuance issuance) {
    put("principalId", Optional.of(issuance.session().principal().value()));
    put("assumedRole", issuance.session().assumedRole());
  }

  private void dayAndOrganization(Fact fact) {
    put("day", Optional.of(fact.event().time().atZone(UTC).toLocalDate().toString()));
    put("organization", RootNames.organization(fact));
  }

  /// An empty text finds nothing, and DynamoDB takes none as a key.
  private void put(String name, Optional<String> value) {
    value.filter(text -> !text.isEmpty()).ifPresent(text -> keys.put(name, text));
  }
}
