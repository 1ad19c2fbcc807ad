package io.deploytrail.index;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The names by which facts are found: what the subject says, and the UUID and the version in the
/// session name.
///
/// They only lead to a fact; what it means is told by the rules when it is read.
final class RootNames {
  private static final SessionNames WITHOUT_TEMPLATES = new SessionNames(List.of());

  private RootNames() {}

  static Optional<String> organization(Fact fact) {
    return switch (fact) {
      case Root root -> organization(root.identity().subject());
      case DeniedAttempt denied -> organization(denied.identity().subject());
      case Link _ -> Optional.empty();
    };
  }

  private static Optional<String> organization(String subject) {
    return switch (Subject.parse(subject)) {
      case Subject.Deployment deployment -> Optional.of(deployment.stack().organization());
      case Subject.Environment environment -> Optional.of(environment.organization());
      case Subject.Foreign _ -> Optional.empty();
    };
  }

  static Optional<StackName> stack(Root root) {
    return Subject.parse(root.identity().subject()) instanceof Subject.Deployment deployment
        ? Optional.of(deployment.stack())
        : Optional.empty();
  }

  /// The one UUID in the session name, in lower case, whatever it is: a stack may be one, too.
  static Optional<String> uuid(Root root) {
    return WITHOUT_TEMPLATES
        .read(root.session().name())
        .facts()
        .field(Variable.ID)
        .map(id -> id.toLowerCase(Locale.ROOT));
  }

  /// The version that the session name states beside its subject.
  static Optional<String> version(Root root, SessionNames names) {
    return Subject.parse(root.identity().subject()) instanceof Subject.Deployment deployment
        ? names.read(root.session().name(), deployment).facts().field(Variable.VERSION)
        : Optional.empty();
  }
}
