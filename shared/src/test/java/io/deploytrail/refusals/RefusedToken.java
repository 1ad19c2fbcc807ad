package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.PROVIDER;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.event;
import static io.deploytrail.index.Facts.provider;
import static io.deploytrail.refusals.Refused.ROLE;
import static io.deploytrail.refusals.Refused.explain;
import static io.deploytrail.refusals.Refused.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import io.deploytrail.trust.refusal.TryAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A token that STS could not take, to vary in tests, and an index of its provider's changes.
final class RefusedToken {
  static final String NOT_VALIDATED = "The web identity token provided could not be validated.";

  final InMemorySessionIndex index = new InMemorySessionIndex(NAMES);
  private int changes;

  static DeniedAttempt refused(String provider, String audience, String message) {
    return new DeniedAttempt(
        event("d1", NOW),
        new WebIdentity(provider, audience, SUBJECT),
        Optional.of(ROLE),
        Optional.of("web-v3"),
        "InvalidIdentityToken",
        Optional.of(message),
        Optional.empty(),
        Optional.empty());
  }

  TryAnswer answer() {
    return answer(GivenPolicies.NONE);
  }

  TryAnswer answer(TrustAtHand iam) {
    return explain(index, refused(PROVIDER, "acme", NOT_VALIDATED), iam);
  }

  void change(String call, Instant at, ProviderEdit edit) {
    changes++;
    index.add(provider(call, "c" + changes, at, edit));
  }

  void created(Instant at, String... audiences) {
    change("CreateOpenIDConnectProvider", at, new ProviderEdit.ProviderCreated(List.of(audiences)));
  }

  void added(Instant at, String audience) {
    change("AddClientIDToOpenIDConnectProvider", at, new ProviderEdit.AudienceAdded(audience));
  }

  void removed(Instant at, String audience) {
    change(
        "RemoveClientIDFromOpenIDConnectProvider", at, new ProviderEdit.AudienceRemoved(audience));
  }

  void deleted(Instant at) {
    change("DeleteOpenIDConnectProvider", at, new ProviderEdit.ProviderDeleted());
  }

  static void verify(TryAnswer answer, Cause cause, Certainty certainty) {
    assertThat(answer.reason()).as("%s", answer).contains(reason(cause, certainty));
  }
}
