package io.deploytrail.refusals;

import io.deploytrail.index.Facts;
import io.deploytrail.refusals.ProviderAtHand.HeldProvider;
import io.deploytrail.refusals.RoleAtHand.HeldRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An IAM that holds one role and one provider.
record AtHand(RoleAtHand role, ProviderAtHand provider) implements TrustAtHand {
  static final Instant READ_AT = Facts.NOW.plusSeconds(7200);
  static final Instant YEARS_BEFORE = Facts.NOW.minusSeconds(100_000_000);

  static AtHand role(RoleAtHand role) {
    return new AtHand(role, new ProviderAtHand.ProviderNotRead(Optional.empty()));
  }

  static AtHand held(String policy) {
    return held(policy, YEARS_BEFORE);
  }

  static AtHand held(String policy, Instant createdAt) {
    return role(new HeldRole(Refused.ROLE, createdAt, policy, READ_AT));
  }

  static AtHand missing() {
    return role(new RoleAtHand.MissingRole(READ_AT));
  }

  static AtHand notRead(String reason) {
    return new AtHand(
        new RoleAtHand.RoleNotRead(Optional.of(reason)),
        new ProviderAtHand.ProviderNotRead(Optional.of(reason)));
  }

  static AtHand provider(ProviderAtHand provider) {
    return new AtHand(new RoleAtHand.RoleNotRead(Optional.empty()), provider);
  }

  static AtHand provider(Instant createdAt, String... audiences) {
    return provider(new HeldProvider(createdAt, List.of(audiences), READ_AT));
  }

  @Override
  public RoleAtHand ofRole(String arn) {
    return role;
  }

  @Override
  public ProviderAtHand ofProvider(String role, String name) {
    return provider;
  }
}
