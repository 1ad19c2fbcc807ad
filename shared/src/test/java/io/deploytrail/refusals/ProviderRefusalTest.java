package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.PROVIDER;
import static io.deploytrail.refusals.Refused.JUST_BEFORE;
import static io.deploytrail.refusals.Refused.LONG_BEFORE;
import static io.deploytrail.refusals.Refused.explain;
import static io.deploytrail.refusals.RefusedToken.NOT_VALIDATED;
import static io.deploytrail.refusals.RefusedToken.refused;
import static io.deploytrail.refusals.RefusedToken.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Why STS could not take a token, by the provider as of the try: by its recorded changes.
final class ProviderRefusalTest {
  private static final Instant AFTER = NOW.plusSeconds(600);

  private final RefusedToken token = new RefusedToken();

  @Test
  void withoutAnythingKnownTheTextCounts() {
    verify(token.answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
    assertThat(token.answer().otherCauses())
        .containsExactly(Cause.AUDIENCE_NOT_REGISTERED, Cause.WRONG_PROVIDER);
  }

  @Test
  void aDeletedProviderIsMissing() {
    token.created(LONG_BEFORE.minusSeconds(100), "acme");
    token.deleted(LONG_BEFORE);

    verify(token.answer(), Cause.PROVIDER_MISSING, Certainty.CERTAIN);
    assertThat(token.answer().otherCauses()).containsExactly(Cause.WRONG_PROVIDER);
    assertThat(token.answer().evidence().getFirst())
        .isEqualTo(
            "the provider was deleted at 2026-11-19T12:00:00Z by DeleteOpenIDConnectProvider, event c2");
  }

  @Test
  void aDeletionWithoutTheCreationIsLikely() {
    token.deleted(LONG_BEFORE);

    verify(token.answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
  }

  @Test
  void aDeletionOfTheLastMinuteIsLikely() {
    token.created(LONG_BEFORE, "acme");
    token.deleted(JUST_BEFORE);

    verify(token.answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
    assertThat(token.answer().otherCauses()).contains(Cause.PROPAGATION);
  }

  @Test
  void aDeletionAMinuteBeforeIsKnownEverywhere() {
    token.created(LONG_BEFORE, "acme");
    token.deleted(NOW.minusSeconds(60));

    verify(token.answer(), Cause.PROVIDER_MISSING, Certainty.CERTAIN);
  }

  @Test
  void anAudienceThatTheProviderWasMadeWithoutIsNotRegistered() {
    token.created(LONG_BEFORE, "Acme", "beta");
    token.added(LONG_BEFORE.plusSeconds(10), "gamma");

    verify(token.answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.CERTAIN);
    assertThat(token.answer().otherCauses()).containsExactly(Cause.WRONG_PROVIDER);
    assertThat(token.answer().evidence().getFirst())
        .contains("without audience acme, as of 2026-11-19T12:00:10Z by AddClientID", "event c2");
  }

  @Test
  void anAudienceThatWasAddedOnlyAfterTheTryWasNotRegistered() {
    token.created(LONG_BEFORE, "beta");
    token.added(AFTER, "acme");

    verify(token.answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.CERTAIN);
  }

  @Test
  void anAudienceIsLikelyNotRegisteredWhereTheCreationIsMissing() {
    token.removed(LONG_BEFORE, "acme");

    verify(token.answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
  }

  @Test
  void anAudienceThatIsFirstAddedAfterTheTryIsLikelyNotRegistered() {
    token.added(AFTER, "beta");
    token.added(AFTER.plusSeconds(1), "acme");

    verify(token.answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
    assertThat(token.answer().evidence().getFirst()).contains("was added after the try");
  }

  @Test
  void anAudienceThatIsFirstRemovedAfterTheTryWasRegistered() {
    token.removed(AFTER, "acme");

    verify(token.answer(), Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(token.answer().otherCauses())
        .containsExactly(Cause.PROVIDER_MISSING, Cause.AUDIENCE_NOT_REGISTERED);
  }

  @Test
  void anAudienceIsNotKnownOfAProviderWhoseOtherAudiencesChanged() {
    token.added(LONG_BEFORE, "beta");

    verify(token.answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.OPEN);
    assertThat(token.answer().otherCauses())
        .containsExactly(Cause.PROVIDER_MISSING, Cause.WRONG_PROVIDER);
  }

  @Test
  void aProviderThatIsMadeAfterTheTryWasLikelyMissing() {
    token.created(AFTER, "acme");

    verify(token.answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
    assertThat(token.answer().evidence().getFirst())
        .contains("the provider was made after the try");
  }

  @Test
  void whereProviderAndAudienceWereThereItIsSomethingElse() {
    token.created(LONG_BEFORE, "acme");

    verify(token.answer(), Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(token.answer().otherCauses()).isEmpty();
  }

  @Test
  void aChangeOfTheLastMinuteLeavesAllPossible() {
    token.created(LONG_BEFORE, "beta");
    token.added(JUST_BEFORE, "acme");

    verify(token.answer(), Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(token.answer().otherCauses())
        .containsExactly(Cause.PROVIDER_MISSING, Cause.AUDIENCE_NOT_REGISTERED, Cause.PROPAGATION);
  }

  @Test
  void aProviderThatIsMadeWhileItIsThereShowsThatAChangeIsMissing() {
    token.created(LONG_BEFORE, "beta");
    token.created(AFTER, "acme");

    verify(token.answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
    assertThat(token.answer().evidence().getFirst()).contains("a change is missing from the index");
  }

  @Test
  void aDeletedProviderThatIsChangedLaterShowsThatAChangeIsMissing() {
    token.created(LONG_BEFORE, "acme");
    token.deleted(LONG_BEFORE.plusSeconds(100));
    token.added(AFTER, "acme");

    verify(token.answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
  }

  @Test
  void anAudienceThatIsRemovedLaterWasAddedNobodyKnowsWhen() {
    token.created(LONG_BEFORE, "beta");
    token.removed(AFTER, "acme");

    verify(token.answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
  }

  @Test
  void aChangeOfADeletedProviderSaysNothingOfItsOtherAudiences() {
    token.created(LONG_BEFORE, "acme");
    token.deleted(LONG_BEFORE.plusSeconds(100));
    token.added(LONG_BEFORE.plusSeconds(200), "beta");

    verify(token.answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.OPEN);
  }

  @Test
  void withinASecondACreationComesFirst() {
    token.added(LONG_BEFORE, "acme");
    token.created(LONG_BEFORE, "beta");

    verify(token.answer(), Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(token.answer().otherCauses()).isEmpty();
  }

  @Test
  void ofACreationAndADeletionInOneSecondNobodyKnowsTheOrder() {
    token.created(LONG_BEFORE, "beta");
    token.deleted(LONG_BEFORE);

    verify(token.answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
    assertThat(token.answer().otherCauses()).contains(Cause.AUDIENCE_NOT_REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAudienceThatIsAddedAndRemovedInOneSecondIsNotKnown(boolean isAddedFirst) {
    var second = LONG_BEFORE.plusSeconds(5);
    token.created(LONG_BEFORE, "beta");
    if (isAddedFirst) {
      token.added(second, "acme");
    }
    token.removed(second, "acme");
    if (!isAddedFirst) {
      token.added(second, "acme");
    }

    verify(token.answer(), Cause.PROVIDER_MISSING, Certainty.LIKELY);
  }

  @Test
  void aChangeThatNoRecordHoldsMakesTheAudiencesUnknown() {
    token.created(LONG_BEFORE, "beta");
    token.change(
        "AddClientIDToOpenIDConnectProvider",
        LONG_BEFORE.plusSeconds(5),
        new ProviderEdit.EditNotKnown());

    verify(token.answer(), Cause.AUDIENCE_NOT_REGISTERED, Certainty.OPEN);
  }

  @Test
  void anAudienceThatTheRecordDoesNotSayIsNotDecided() {
    token.created(LONG_BEFORE, "beta");

    verify(
        explain(token.index, refused(PROVIDER, "", NOT_VALIDATED)),
        Cause.AUDIENCE_NOT_REGISTERED,
        Certainty.OPEN);
  }

  @Test
  void theProviderIsThatOfTheRolesAccount() {
    token.deleted(LONG_BEFORE);

    for (var named :
        List.of(
            PROVIDER.replace("111122223333", "444455556666"),
            "https://api.pulumi.com/oidc",
            "api.pulumi.com/oidc")) {
      assertThat(explain(token.index, refused(named, "acme", NOT_VALIDATED)).evidence().getFirst())
          .as(named)
          .startsWith("the provider was deleted");
    }
    assertThat(
            explain(token.index, refused("api.pulumi.com", "acme", NOT_VALIDATED))
                .evidence()
                .getFirst())
        .startsWith("STS could not read the token");
  }

  @Test
  void whatTheTextItselfSaysStays() {
    token.deleted(LONG_BEFORE);

    var audience = explain(token.index, refused(PROVIDER, "acme", "Incorrect token audience"));
    verify(audience, Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
    assertThat(audience.evidence()).anyMatch(text -> text.startsWith("the provider was deleted"));
    verify(
        explain(
            token.index, refused(PROVIDER, "acme", "The ID Token provided is not a valid JWT.")),
        Cause.TOKEN_INVALID,
        Certainty.LIKELY);
  }
}
