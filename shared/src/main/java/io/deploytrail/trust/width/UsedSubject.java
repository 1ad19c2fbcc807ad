package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A token that really got a role's sessions: how many, and when the last began.
public record UsedSubject(
    ProviderArn provider, String audience, String subject, long sessions, Instant last) {
  public UsedSubject {
    requireNonNull(provider, "provider");
    requireNonNull(audience, "audience");
    requireNonNull(subject, "subject");
    requireNonNull(last, "last");
  }

  /// The organization for which the token was made.
  Optional<String> organization() {
    return Deployment.ofAudience(audience).field(Variable.ORGANIZATION);
  }

  /// Whether audience and subject, as far as it names one, are of those organizations.
  boolean isOf(Set<String> organizations) {
    return organization().filter(organizations::contains).isPresent()
        && Subject.parse(subject).namedOrganization().map(organizations::contains).orElse(true);
  }
}
