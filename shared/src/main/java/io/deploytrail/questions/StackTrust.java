package io.deploytrail.questions;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.permissions.policy.TrustSource;
import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.width.NarrowPolicy;
import io.deploytrail.trust.width.NarrowRequest;
import io.deploytrail.trust.width.NarrowStep;
import io.deploytrail.trust.width.RatedRole;
import io.deploytrail.trust.width.UsedSubject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The narrowest trust policies of a stack's roles, by the tokens that got their sessions.
record StackTrust(List<Root> roots, Configuration configuration) implements TrustSource {
  @Override
  public List<TrustPolicy> of(String role, Set<String> operations) {
    var used =
        roots.stream()
            .filter(root -> root.session().role().filter(role::equals).isPresent())
            .filter(root -> isOf(root, operations))
            .collect(groupingBy(Root::identity))
            .entrySet()
            .stream()
            .flatMap(token -> subject(token.getKey(), token.getValue()).stream())
            .sorted(comparing(UsedSubject::subject).thenComparing(UsedSubject::audience))
            .toList();
    if (used.isEmpty()) {
      return List.of();
    }
    return NarrowPolicy.of(
            new NarrowRequest(
                new RatedRole(Optional.of(role), configuration.providers().names()),
                used,
                configuration.organizations().stream().sorted().toList(),
                Optional.empty(),
                NarrowStep.EXACT))
        .policies();
  }

  private static boolean isOf(Root root, Set<String> operations) {
    return Subject.parse(root.identity().subject())
            instanceof Subject.Deployment(_, _, var operation)
        && operations.contains(operation);
  }

  private static Optional<UsedSubject> subject(WebIdentity identity, List<Root> of) {
    return ProviderArn.parse(identity.provider())
        .map(provider ->
            new UsedSubject(
                provider,
                identity.audience(),
                identity.subject(),
                of.size(),
                of.stream()
                    .map(root -> root.session().issuedAt())
                    .max(comparing(time -> time))
                    .orElseThrow()));
  }
}
