package io.deploytrail.index;

import io.deploytrail.attribution.Claim;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.SessionFact;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The names by which facts are found: what the subject says, and the UUID and the version in the
/// session name.
///
/// They only lead to a fact; the rules decide what it means when it is read.
final class RootNames {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private RootNames() {}

  static Optional<String> organization(SessionFact fact) {
    return switch (fact) {
      case Root root -> organization(root.identity());
      case DeniedAttempt denied -> organization(denied.identity());
      case Link _ -> Optional.empty();
    };
  }

  private static Optional<String> organization(WebIdentity identity) {
    return Subject.parse(identity.subject())
        .namedOrganization()
        .or(() -> Deployment.ofAudience(identity.audience()).field(Variable.ORGANIZATION));
  }

  static Optional<StackName> stack(Root root) {
    return Subject.parse(root.identity().subject()) instanceof Subject.Deployment deployment
        ? Optional.of(deployment.stack())
        : Optional.empty();
  }

  /// The one UUID in the session name, in lower case, whatever it is: a stack may be one, too.
  static Optional<String> uuid(Root root) {
    var found = UUID.matcher(root.session().name());
    if (!found.find()) {
      return Optional.empty();
    }
    var uuid = found.group().toLowerCase(Locale.ROOT);
    // Two that overlap are two; from the next character on, the second is found as well.
    return found.find(found.start() + 1) ? Optional.empty() : Optional.of(uuid);
  }

  /// What the session name may state, by the same names: the rules decide whether it does.
  static List<Claim> claims(Root root, SessionNames names) {
    var claims = new ArrayList<Claim>();
    uuid(root).map(Claim.Id::new).ifPresent(claims::add);
    stack(root)
        .flatMap(stack -> version(root, names).map(version -> new Claim.Version(stack, version)))
        .ifPresent(claims::add);
    return claims;
  }

  /// The version that the session name states beside its subject.
  static Optional<String> version(Root root, SessionNames names) {
    return Subject.parse(root.identity().subject()) instanceof Subject.Deployment deployment
        ? names.read(root.session().name(), deployment).facts().field(Variable.VERSION)
        : Optional.empty();
  }
}
