package io.deploytrail.index;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.SessionFact;
import io.deploytrail.cloudtrail.TrustChange;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.StackName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a fact can be found by: its key attributes other than its time, by name.
///
/// All but `version`, which the configured templates read, are facts of the record alone.
public final class FactKeys {
  static final String ROOT = "root";
  static final String LINK = "link";
  static final String DENIED = "denied";
  static final String ROLE_TRUST = "role-trust";
  static final String PROVIDER = "provider";

  /// Stands for the day of a change of a role's trust: all of them are one list.
  static final String ALL_DAYS = "all";

  /// Their names.
  public static final List<String> NAMES =
      List.of(
          "eventId",
          "accessKeyId",
          "kind",
          "principalId",
          "assumedRole",
          "callerPrincipalId",
          "day",
          "organization",
          "project",
          "stack",
          "uuid",
          "version");

  private FactKeys() {}

  /// All of them.
  public static Map<String, String> of(Fact fact, SessionNames names) {
    var keys = new HashMap<String, String>();
    for (var name : NAMES) {
      value(name, fact, names).ifPresent(value -> keys.put(name, value));
    }
    return keys;
  }

  /// One of them; an empty text finds nothing, and DynamoDB takes none as a key.
  public static Optional<String> value(String name, Fact fact, SessionNames names) {
    var value =
        switch (name) {
          case "eventId" -> Optional.of(fact.event().id());
          case "accessKeyId" -> Optional.of(accessKey(fact));
          case "kind" -> Optional.of(kind(fact));
          case "principalId" -> principal(fact);
          case "assumedRole" -> session(fact).flatMap(Session::assumedRole);
          case "callerPrincipalId" -> caller(fact).map(PrincipalId::value);
          case "day" -> day(fact);
          case "organization" -> organization(fact);
          case "project" -> root(fact).flatMap(RootNames::stack).map(StackName::project);
          case "stack" -> root(fact).flatMap(RootNames::stack).map(StackName::stack);
          case "uuid" -> root(fact).flatMap(RootNames::uuid);
          case "version" -> root(fact).flatMap(root -> RootNames.version(root, names));
          default -> throw new IllegalArgumentException("no key of facts: " + name);
        };
    return value.filter(text -> !text.isEmpty());
  }

  /// The issued key. What bought none has its event id in the key's place.
  public static String accessKey(Fact fact) {
    return switch (fact) {
      case Issuance issuance -> issuance.session().accessKey().value();
      case DeniedAttempt denied -> DENIED + "#" + denied.event().id();
      case TrustChange change -> "trust#" + change.event().id();
    };
  }

  private static String kind(Fact fact) {
    return switch (fact) {
      case Root _ -> ROOT;
      case Link _ -> LINK;
      case DeniedAttempt _ -> DENIED;
      case RoleTrustChange _ -> ROLE_TRUST;
      case ProviderChange _ -> PROVIDER;
    };
  }

  /// A session's principal; for a change of trust, the role or the provider that changed. No
  /// principal id of a session begins so.
  private static Optional<String> principal(Fact fact) {
    return switch (fact) {
      case Issuance issuance -> Optional.of(issuance.session().principal().value());
      case DeniedAttempt _ -> Optional.empty();
      case RoleTrustChange change -> Optional.of(principal(change.role()));
      case ProviderChange change -> Optional.of(provider(change.provider()));
    };
  }

  static String principal(RoleName role) {
    return ROLE_TRUST + "#" + role.key();
  }

  static String provider(String arn) {
    return PROVIDER + "#" + arn;
  }

  private static Optional<String> organization(Fact fact) {
    return fact instanceof SessionFact session ? RootNames.organization(session) : Optional.empty();
  }

  private static Optional<Session> session(Fact fact) {
    return fact instanceof Issuance issuance ? Optional.of(issuance.session()) : Optional.empty();
  }

  private static Optional<Root> root(Fact fact) {
    return fact instanceof Root root ? Optional.of(root) : Optional.empty();
  }

  private static Optional<PrincipalId> caller(Fact fact) {
    return fact instanceof Link link ? link.caller().principal() : Optional.empty();
  }

  private static Optional<String> day(Fact fact) {
    return switch (fact) {
      case Root _, DeniedAttempt _ ->
          Optional.of(fact.event().time().atZone(UTC).toLocalDate().toString());
      // They are found by their callers, and providers by their ARNs.
      case Link _, ProviderChange _ -> Optional.empty();
      case RoleTrustChange _ -> Optional.of(ALL_DAYS);
    };
  }
}
