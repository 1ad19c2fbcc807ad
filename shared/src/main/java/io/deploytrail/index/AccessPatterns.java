package io.deploytrail.index;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimant;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.attribution.TrustHistory;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.SessionFact;
import io.deploytrail.pulumi.StackName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Each access pattern as one lookup, stated once for all stores; a store only answers lookups.
public interface AccessPatterns extends SessionIndex, TrustHistory {
  /// All facts that the lookup asks for, in the order of [Position].
  List<Fact> all(Lookup lookup);

  /// A page of them in the opposite order. It may hold fewer than asked for, or none, and still
  /// name a next one: expired facts are left out of a page after it was cut.
  Page<Fact> page(Lookup lookup, PageRequest page);

  @Override
  default List<Issuance> withAccessKey(AccessKeyId accessKey) {
    return issuances(all(Lookup.of(Index.TABLE, accessKey.value())));
  }

  @Override
  default List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued) {
    return issuances(all(Lookup.of(Index.BY_PRINCIPAL, principal.value()).within(issued)));
  }

  @Override
  default List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued) {
    return issuances(all(Lookup.of(Index.BY_ASSUMED_ROLE, assumedRole).within(issued)));
  }

  @Override
  default List<Issuance> boughtBy(PrincipalId caller, TimeRange issued) {
    return issuances(all(Lookup.of(Index.BY_CALLER, caller.value()).within(issued)));
  }

  @Override
  default Optional<SessionFact> ofEvent(String eventId) {
    return only(SessionFact.class, all(Lookup.of(Index.BY_EVENT, eventId))).stream()
        .max(Precedence.ORDER);
  }

  @Override
  default Page<Root> withUuid(String uuid, PageRequest page) {
    return roots(page(Lookup.of(Index.BY_UUID, uuid.toLowerCase(Locale.ROOT)), page));
  }

  @Override
  default Page<Root> ofStack(StackName stack, TimeRange issued, PageRequest page) {
    var lookup =
        Lookup.of(Index.BY_STACK, stack.organization(), stack.project(), stack.stack())
            .within(issued);
    return roots(page(lookup, page));
  }

  @Override
  default Page<Root> ofStackVersion(StackName stack, String version, PageRequest page) {
    return roots(page(ofVersion(stack, version), page));
  }

  @Override
  default Page<Root> ofDay(LocalDate day, String organization, PageRequest page) {
    return roots(page(ofDay(FactKeys.ROOT, day, organization), page));
  }

  @Override
  default Page<DeniedAttempt> deniedOn(LocalDate day, String organization, PageRequest page) {
    return only(DeniedAttempt.class, page(ofDay(FactKeys.DENIED, day, organization), page));
  }

  @Override
  default Page<RoleTrustChange> ofRole(RoleName role, Instant upTo, PageRequest page) {
    var lookup = Lookup.of(Index.BY_PRINCIPAL, FactKeys.principal(role)).within(until(upTo));
    return only(RoleTrustChange.class, page(lookup, page));
  }

  @Override
  default Page<ProviderChange> ofProvider(String provider, Instant upTo, PageRequest page) {
    var lookup = Lookup.of(Index.BY_PRINCIPAL, FactKeys.provider(provider)).within(until(upTo));
    return only(ProviderChange.class, page(lookup, page));
  }

  @Override
  default Page<RoleTrustChange> ofAllRoles(PageRequest page) {
    var lookup = Lookup.of(Index.BY_DAY, FactKeys.ROLE_TRUST, FactKeys.ALL_DAYS);
    return only(RoleTrustChange.class, page(lookup, page));
  }

  private static TimeRange until(Instant time) {
    return new TimeRange(Instant.MIN, time);
  }

  private static Lookup ofDay(String kind, LocalDate day, String organization) {
    if (organization.isEmpty()) {
      return Lookup.of(Index.BY_DAY, kind, day.toString());
    }
    var start = day.atStartOfDay(UTC).toInstant();
    return Lookup.of(Index.BY_ORGANIZATION, kind, organization)
        .within(new TimeRange(start, start.plus(Duration.ofDays(1)).minusNanos(1)));
  }

  private static List<Issuance> issuances(List<Fact> facts) {
    return only(Issuance.class, facts);
  }

  /// Where those stand that may state that claim.
  static Lookup stating(Claim claim) {
    return switch (claim) {
      case Claim.Id(var uuid) -> Lookup.of(Index.BY_UUID, uuid);
      case Claim.Version(var stack, var version) -> ofVersion(stack, version);
    };
  }

  /// Who may state each of those claims; `oldest` returns the first facts of a lookup, one more
  /// than are known of a claim.
  static Map<Claim, Claimants> claimants(Set<Claim> claims, Function<Lookup, List<Fact>> oldest) {
    var answer = new HashMap<Claim, Claimants>();
    for (var claim : claims) {
      var roots = roots(oldest.apply(stating(claim)));
      answer.put(claim, Claimants.of(roots.stream().map(Claimant::of).toList()));
    }
    return answer;
  }

  private static Lookup ofVersion(StackName stack, String version) {
    return Lookup.of(
        Index.BY_VERSION, stack.organization(), stack.project(), stack.stack(), version);
  }

  private static Page<Root> roots(Page<Fact> facts) {
    return only(Root.class, facts);
  }

  private static <F extends Fact> Page<F> only(Class<F> kind, Page<Fact> facts) {
    return new Page<>(only(kind, facts.items()), facts.next());
  }

  private static <F extends Fact> List<F> only(Class<F> kind, List<Fact> facts) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// Those of these facts that are roots.
  static List<Root> roots(List<Fact> facts) {
    return only(Root.class, facts);
  }
}
