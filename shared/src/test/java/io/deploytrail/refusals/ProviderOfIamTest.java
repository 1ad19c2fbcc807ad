package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.refusals.AtHand.READ_AT;
import static io.deploytrail.refusals.AtHand.YEARS_BEFORE;
import static io.deploytrail.refusals.Refused.LONG_BEFORE;
import static io.deploytrail.refusals.RefusedToken.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.refusals.ProviderAtHand.MissingProvider;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Why STS could not take a token, by the provider as of the try: by what IAM holds now, by itself
/// and beside what is recorded.
final class ProviderOfIamTest {
  private final RefusedToken token = new RefusedToken();

  @Test
  void withoutARecordIamMakesItLikely() {
    verify(
        token.answer(AtHand.provider(YEARS_BEFORE, "beta")),
        Cause.AUDIENCE_NOT_REGISTERED,
        Certainty.LIKELY);
    verify(
        token.answer(AtHand.provider(YEARS_BEFORE, "acme")),
        Cause.WRONG_PROVIDER,
        Certainty.LIKELY);
    verify(
        token.answer(AtHand.provider(NOW.plusSeconds(1), "acme")),
        Cause.PROVIDER_MISSING,
        Certainty.LIKELY);
    verify(
        token.answer(AtHand.provider(new MissingProvider(List.of(), READ_AT))),
        Cause.PROVIDER_MISSING,
        Certainty.LIKELY);
    var wrongPath =
        token.answer(AtHand.provider(new MissingProvider(List.of("api.pulumi.com"), READ_AT)));
    verify(wrongPath, Cause.WRONG_PROVIDER, Certainty.LIKELY);
    assertThat(wrongPath.evidence().getFirst()).contains("but api.pulumi.com");
    assertThat(wrongPath.otherCauses()).contains(Cause.PROVIDER_MISSING);
  }

  @Test
  void whatMayNotBeReadIsSaidAndTakesNothing() {
    assertThat(token.answer(AtHand.notRead("no permission")).evidence()).contains("no permission");
    verify(token.answer(AtHand.notRead("no permission")), Cause.PROVIDER_MISSING, Certainty.LIKELY);

    token.created(LONG_BEFORE, "beta");
    verify(
        token.answer(AtHand.notRead("no permission")),
        Cause.AUDIENCE_NOT_REGISTERED,
        Certainty.CERTAIN);
  }

  @Test
  void whereIamShowsThatAChangeIsMissingNothingIsCertain() {
    token.created(LONG_BEFORE, "beta");

    verify(
        token.answer(AtHand.provider(LONG_BEFORE, "beta")),
        Cause.AUDIENCE_NOT_REGISTERED,
        Certainty.CERTAIN);
    for (var iam :
        List.of(
            AtHand.provider(LONG_BEFORE, "beta", "acme"),
            AtHand.provider(LONG_BEFORE.plusSeconds(11), "beta"),
            AtHand.provider(new MissingProvider(List.of(), READ_AT)))) {
      verify(token.answer(iam), Cause.AUDIENCE_NOT_REGISTERED, Certainty.LIKELY);
      assertThat(token.answer(iam).evidence().getFirst())
          .contains("a change is missing from the index");
    }
  }

  @Test
  void aDeletedProviderThatIamHasIsLikelyMissing() {
    token.created(LONG_BEFORE.minusSeconds(100), "acme");
    token.deleted(LONG_BEFORE);

    verify(
        token.answer(AtHand.provider(new MissingProvider(List.of(), READ_AT))),
        Cause.PROVIDER_MISSING,
        Certainty.CERTAIN);
    verify(
        token.answer(AtHand.provider(YEARS_BEFORE, "acme")),
        Cause.PROVIDER_MISSING,
        Certainty.LIKELY);
  }
}
