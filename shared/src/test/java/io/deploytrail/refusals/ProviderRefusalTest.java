package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.PROVIDER;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.event;
import static io.deploytrail.index.Facts.provider;
import static io.deploytrail.refusals.AtHand.READ_AT;
import static io.deploytrail.refusals.AtHand.YEARS_BEFORE;
import static io.deploytrail.refusals.Refused.JUST_BEFORE;
import static io.deploytrail.refusals.Refused.LONG_BEFORE;
import static io.deploytrail.refusals.Refused.ROLE;
import static io.deploytrail.refusals.Refused.explain;
import static io.deploytrail.refusals.Refused.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.refusals.ProviderAtHand.MissingProvider;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import io.deploytrail.trust.refusal.TryAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Why STS could not take a token, by the provider as of the try: by its recorded changes, else by
/// what IAM holds now.
final class ProviderRefusalTest {
  private static final String NOT_VALIDATED =
      "The web identity token provided could not be validated.";
  private static final Instant AFTER = NOW.plusSeconds(600);

  private final InMemorySessionIndex index = new InMemorySessionIndex(NAMES);
  private int changes;

  private static DeniedAttempt refused(String provider, String audience, String message) {
    return new DeniedAttempt(
        event("d1", NOW),
        new WebIdentity(provider, audience, SUBJECT),
        Optional.of(ROLE),
        Optional.of("web-v3"),
        "InvalidIdentityToken",
        Optional.of(message));
  }

  private TryAnswer answer() {
    return answer(GivenPolicies.NONE);
  }

  private TryAnswer answer(TrustAtHand iam) {
    return explain(index, refused(PROVIDER, "acme", NOT_VALIDATED), iam);
  }

  private void change(String call, Instant at, ProviderEdit edit) {
    changes++;
    index.add(provider(call, "c" + changes, at, edit));
  }

  private void created(Instant at, String... audiences) {
    change("CreateOpenIDConnectProvider", at, new ProviderEdit.ProviderCreated(List.of(audiences)));
  }

  private void added(Instant at, String audience) {
    change("AddClientIDToOpenIDConnectProvider", at, new ProviderEdit.AudienceAdded(audience));
  }

  private void removed(Instant at, String audience) {
    change(
        "RemoveClientIDFromOpenIDConnectProvider", at, new ProviderEdit.AudienceRemoved(audience));
  }

  private void deleted(Instant at) {
    change("DeleteOpenIDConnectProvider", at, new ProviderEdit.ProviderDeleted());
  }

  private static void verify(TryAnswer answer, Cause cause, Certainty certainty) {
    assertThat(answer.reason()).as("%s", answer).contains(reason(cause, certainty));
  }

  @Test
  void withoutAnythingKnownTheTextCounts() {
    verify(answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
    assertThat(answer().otherCauses())
        .containsExactly(Cause.AUDIENCE_NOT_REGISTERED, Cause.WRONG_PROVIDER);
  }

  @Test
  void aDeletedProviderIsMissing() {
    created(LONG_BEFORE.minusSeconds(100), "acme");
    deleted(LONG_BEFORE);

    verify(answer(), Cause.PROVIDER_MISSING, Certainty.CERTAIN);
    assertThat(answer().otherCauses()).containsExactly(Cause.WRONG_PROVIDER);
    assertThat(answer().evidence().getFirst())
        .isEqualTo(
            "the provider was deleted at 2026-11-19T12:00:00Z by DeleteOpenIDConnectProvider, event c2");
  }

  @Test
  void aDeletionWithoutTheCreationIsLikely() {
    deleted(LONG_BEFORE);

    verify(answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
  }

  @Test
  void aDeletionOfTheLastMinuteIsLikely() {
    created(LONG_BEFORE, "acme");
    deleted(JUST_BEFORE);

    verify(answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
    assertThat(answer().otherCauses()).contains(Cause.PROPAGATION);
  }

  @Test
  void aDeletionAMinuteBeforeIsKnownEverywhere() {
    created(LONG_BEFORE, "acme");
    deleted(NOW.minusSeconds(60));

    verify(answer(), Cause.PROVIDER_MISSING, Certainty.CERTAIN);
  }

  @Test
  void anAudienceThatTheProviderWasMadeWithoutIsNotRegistered() {
    created(LONG_BEFORE, "Acme", "beta");
    added(LONG_BEFORE.plusSeconds(10), "gamma");

    verify(answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.CERTAIN);
    assertThat(answer().otherCauses()).containsExactly(Cause.WRONG_PROVIDER);
    assertThat(answer().evidence().getFirst())
        .contains("without audience acme, as of 2026-11-19T12:00:10Z by AddClientID", "event c2");
  }

  @Test
  void anAudienceThatWasAddedOnlyAfterTheTryWasNotRegistered() {
    created(LONG_BEFORE, "beta");
    added(AFTER, "acme");

    verify(answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.CERTAIN);
  }

  @Test
  void anAudienceIsLikelyNotRegisteredWhereTheCreationIsMissing() {
    removed(LONG_BEFORE, "acme");

    verify(answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
  }

  @Test
  void anAudienceThatIsFirstAddedAfterTheTryIsLikelyNotRegistered() {
    added(AFTER, "beta");
    added(AFTER.plusSeconds(1), "acme");

    verify(answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
    assertThat(answer().evidence().getFirst()).contains("was added after the try");
  }

  @Test
  void anAudienceThatIsFirstRemovedAfterTheTryWasRegistered() {
    removed(AFTER, "acme");

    verify(answer(), Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(answer().otherCauses())
        .containsExactly(Cause.PROVIDER_MISSING, Cause.AUDIENCE_NOT_REGISTERED);
  }

  @Test
  void anAudienceIsNotKnownOfAProviderWhoseOtherAudiencesChanged() {
    added(LONG_BEFORE, "beta");

    verify(answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.OPEN);
    assertThat(answer().otherCauses())
        .containsExactly(Cause.PROVIDER_MISSING, Cause.WRONG_PROVIDER);
  }

  @Test
  void aProviderThatIsMadeAfterTheTryWasLikelyMissing() {
    created(AFTER, "acme");

    verify(answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
    assertThat(answer().evidence().getFirst()).contains("the provider was made after the try");
  }

  @Test
  void whereProviderAndAudienceWereThereItIsSomethingElse() {
    created(LONG_BEFORE, "acme");

    verify(answer(), Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(answer().otherCauses()).isEmpty();
  }

  @Test
  void aChangeOfTheLastMinuteLeavesAllPossible() {
    created(LONG_BEFORE, "beta");
    added(JUST_BEFORE, "acme");

    verify(answer(), Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(answer().otherCauses())
        .containsExactly(Cause.PROVIDER_MISSING, Cause.AUDIENCE_NOT_REGISTERED, Cause.PROPAGATION);
  }

  @Test
  void aProviderThatIsMadeWhileItIsThereShowsThatAChangeIsMissing() {
    created(LONG_BEFORE, "beta");
    created(AFTER, "acme");

    verify(answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
    assertThat(answer().evidence().getFirst()).contains("a change is missing from the index");
  }

  @Test
  void aDeletedProviderThatIsChangedLaterShowsThatAChangeIsMissing() {
    created(LONG_BEFORE, "acme");
    deleted(LONG_BEFORE.plusSeconds(100));
    added(AFTER, "acme");

    verify(answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
  }

  @Test
  void anAudienceThatIsRemovedLaterWasAddedNobodyKnowsWhen() {
    created(LONG_BEFORE, "beta");
    removed(AFTER, "acme");

    verify(answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
  }

  @Test
  void aChangeOfADeletedProviderSaysNothingOfItsOtherAudiences() {
    created(LONG_BEFORE, "acme");
    deleted(LONG_BEFORE.plusSeconds(100));
    added(LONG_BEFORE.plusSeconds(200), "beta");

    verify(answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.OPEN);
  }

  @Test
  void withinASecondACreationComesFirst() {
    added(LONG_BEFORE, "acme");
    created(LONG_BEFORE, "beta");

    verify(answer(), Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(answer().otherCauses()).isEmpty();
  }

  @Test
  void ofACreationAndADeletionInOneSecondNobodyKnowsTheOrder() {
    created(LONG_BEFORE, "beta");
    deleted(LONG_BEFORE);

    verify(answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
    assertThat(answer().otherCauses()).contains(Cause.AUDIENCE_NOT_REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAudienceThatIsAddedAndRemovedInOneSecondIsNotKnown(boolean isAddedFirst) {
    var second = LONG_BEFORE.plusSeconds(5);
    created(LONG_BEFORE, "beta");
    if (isAddedFirst) {
      added(second, "acme");
    }
    removed(second, "acme");
    if (!isAddedFirst) {
      added(second, "acme");
    }

    verify(answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
  }

  @Test
  void aChangeThatNoRecordHoldsMakesTheAudiencesUnknown() {
    created(LONG_BEFORE, "beta");
    change(
        "AddClientIDToOpenIDConnectProvider",
        LONG_BEFORE.plusSeconds(5),
        new ProviderEdit.EditNotKnown());

    verify(answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.OPEN);
  }

  @Test
  void anAudienceThatTheRecordDoesNotSayIsNotDecided() {
    created(LONG_BEFORE, "beta");

    verify(
        explain(index, refused(PROVIDER, "", NOT_VALIDATED)),
        Cause.AUDIENCE_NOT_REGISTERED,
        Certainty.OPEN);
  }

  @Test
  void theProviderIsThatOfTheRolesAccount() {
    deleted(LONG_BEFORE);

    for (var named :
        List.of(
            PROVIDER.replace("111122223333", "444455556666"),
            "https://api.pulumi.com/oidc",
            "api.pulumi.com/oidc")) {
      assertThat(explain(index, refused(named, "acme", NOT_VALIDATED)).evidence().getFirst())
          .as(named)
          .startsWith("the provider was deleted");
    }
    assertThat(
            explain(index, refused("api.pulumi.com", "acme", NOT_VALIDATED)).evidence().getFirst())
        .startsWith("STS could not read the token");
  }

  @Test
  void whatTheTextItselfSaysStays() {
    deleted(LONG_BEFORE);

    var audience = explain(index, refused(PROVIDER, "acme", "Incorrect token audience"));
    verify(audience, Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
    assertThat(audience.evidence()).anyMatch(text -> text.startsWith("the provider was deleted"));
    verify(
        explain(index, refused(PROVIDER, "acme", "The ID Token provided is not a valid JWT.")),
        Cause.TOKEN_INVALID,
        Certainty.LIKELY);
  }

  @Test
  void withoutARecordIamMakesItLikely() {
    verify(
        answer(AtHand.provider(YEARS_BEFORE, "beta")),
        Cause.AUDIENCE_NOT_REGISTERED,
        Certainty.LIKELY);
    verify(answer(AtHand.provider(YEARS_BEFORE, "acme")), Cause.WRONG_PROVIDER, Certainty.LIKELY);
    verify(
        answer(AtHand.provider(NOW.plusSeconds(1), "acme")),
        Cause.PROVIDER_MISSING,
        Certainty.LIKELY);
    verify(
        answer(AtHand.provider(new MissingProvider(List.of(), READ_AT))),
        Cause.PROVIDER_MISSING,
        Certainty.LIKELY);
    var wrongPath =
        answer(AtHand.provider(new MissingProvider(List.of("api.pulumi.com"), READ_AT)));
    verify(wrongPath, Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(wrongPath.evidence().getFirst()).contains("but api.pulumi.com");
    assertThat(wrongPath.otherCauses()).contains(Cause.PROVIDER_MISSING);
  }

  @Test
  void whatMayNotBeReadIsSaidAndTakesNothing() {
    assertThat(answer(AtHand.notRead("no permission")).evidence()).contains("no permission");
    verify(answer(AtHand.notRead("no permission")), Cause.PROVIDER_MISSING, Certainty.LIKELY);

    created(LONG_BEFORE, "beta");
    verify(
        answer(AtHand.notRead("no permission")), Cause.AUDIENCE_NOT_REGISTERED, Certainty.CERTAIN);
  }

  @Test
  void whereIamShowsThatAChangeIsMissingNothingIsCertain() {
    created(LONG_BEFORE, "beta");

    verify(
        answer(AtHand.provider(LONG_BEFORE, "beta")),
        Cause.AUDIENCE_NOT_REGISTERED,
        Certainty.CERTAIN);
    for (var iam :
        List.of(
            AtHand.provider(LONG_BEFORE, "beta", "acme"),
            AtHand.provider(LONG_BEFORE.plusSeconds(11), "beta"),
            AtHand.provider(new MissingProvider(List.of(), READ_AT)))) {
      verify(answer(iam), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
      assertThat(answer(iam).evidence().getFirst()).contains("a change is missing from the index");
    }
  }

  @Test
  void aDeletedProviderThatIamHasIsLikelyMissing() {
    created(LONG_BEFORE.minusSeconds(100), "acme");
    deleted(LONG_BEFORE);

    verify(
        answer(AtHand.provider(new MissingProvider(List.of(), READ_AT))),
        Cause.PROVIDER_MISSING,
        Certainty.CERTAIN);
    verify(answer(AtHand.provider(YEARS_BEFORE, "acme")), Cause.PROVIDER_MISSING, Certainty.LIKELY);
  }
}
