package io.deploytrail.integration.ingestion;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import software.amazon.awssdk.core.exception.SdkClientException;

/// An index of which some additions fail, by their number, from 1.
record FailingIndex(SessionIndex index, IntPredicate fails, AtomicInteger added)
    implements SessionIndex {
  @Override
  public boolean add(Fact fact) {
    if (fails.test(added.incrementAndGet())) {
      throw SdkClientException.create("the table did not answer");
    }
    return index.add(fact);
  }

  @Override
  public List<Issuance> withAccessKey(AccessKeyId accessKey) {
    return index.withAccessKey(accessKey);
  }

  @Override
  public List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued) {
    return index.ofPrincipal(principal, issued);
  }

  @Override
  public List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued) {
    return index.ofAssumedRole(assumedRole, issued);
  }

  @Override
  public Map<Claim, Claimants> claimants(Set<Claim> claims) {
    return index.claimants(claims);
  }

  @Override
  public List<Issuance> boughtBy(PrincipalId caller, TimeRange issued) {
    return index.boughtBy(caller, issued);
  }

  @Override
  public Optional<SessionFact> ofEvent(String eventId) {
    return index.ofEvent(eventId);
  }

  @Override
  public Page<Root> withUuid(String uuid, PageRequest page) {
    return index.withUuid(uuid, page);
  }

  @Override
  public Page<Root> ofStack(StackName stack, TimeRange issued, PageRequest page) {
    return index.ofStack(stack, issued, page);
  }

  @Override
  public Page<Root> ofStackVersion(StackName stack, String version, PageRequest page) {
    return index.ofStackVersion(stack, version, page);
  }

  @Override
  public Page<Root> ofDay(LocalDate day, String organization, PageRequest page) {
    return index.ofDay(day, organization, page);
  }

  @Override
  public Page<DeniedAttempt> deniedOn(LocalDate day, String organization, PageRequest page) {
    return index.deniedOn(day, organization, page);
  }

  @Override
  public Page<RoleTrustChange> ofRole(RoleName role, Instant upTo, PageRequest page) {
    return index.ofRole(role, upTo, page);
  }

  @Override
  public Page<ProviderChange> ofProvider(String provider, Instant upTo, PageRequest page) {
    return index.ofProvider(provider, upTo, page);
  }

  @Override
  public Page<RoleTrustChange> ofAllRoles(PageRequest page) {
    return index.ofAllRoles(page);
  }
}
