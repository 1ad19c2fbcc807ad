package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.PROVIDER;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.event;
import static io.deploytrail.index.Facts.policySet;
import static io.deploytrail.index.Facts.provider;
import static io.deploytrail.index.Facts.roleTrust;
import static io.deploytrail.refusals.Refused.DEV;
import static io.deploytrail.refusals.Refused.JUST_BEFORE;
import static io.deploytrail.refusals.Refused.LONG_BEFORE;
import static io.deploytrail.refusals.Refused.ROLE;
import static io.deploytrail.refusals.Refused.admitting;
import static io.deploytrail.refusals.Refused.attempt;
import static io.deploytrail.refusals.Refused.explain;
import static io.deploytrail.refusals.Refused.given;
import static io.deploytrail.refusals.Refused.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TrustHistory;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which cause a denied attempt is given by the policy that was in force, and how sure it is.
final class RefusalExplainerTest {
  private final InMemorySessionIndex index = new InMemorySessionIndex(NAMES);

  @Test
  void policyOfTheHistoryIsCertain() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));

    var answer = explain(index, attempt());

    assertThat(answer.reason()).contains(reason(Cause.SUBJECT_MISMATCH, Certainty.CERTAIN));
    assertThat(answer.role()).contains(ROLE);
    assertThat(answer.fix()).isPresent();
    assertThat(answer.evidence())
        .contains(
            "the policy allows stack dev of project web; the token was for stack prod",
            "the policy in force was set at 2026-11-19T12:00:00Z by UpdateAssumeRolePolicy, event p1");
  }

  @Test
  void policyInForceIsThatOfTheTimeOfTheTry() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    index.add(policySet("p2", NOW.plusSeconds(1), admitting(SUBJECT)));

    var answer = explain(index, attempt());

    assertThat(answer.reason()).contains(reason(Cause.SUBJECT_MISMATCH, Certainty.CERTAIN));
    assertThat(answer.evidence())
        .contains(
            "it was changed since, at 2026-11-20T12:00:01Z by UpdateAssumeRolePolicy, event p2");
  }

  @Test
  void aChangeOfTheLastMinuteMakesItLikely() {
    index.add(policySet("p1", JUST_BEFORE, admitting(DEV)));

    var answer = explain(index, attempt());

    assertThat(answer.reason()).contains(reason(Cause.SUBJECT_MISMATCH, Certainty.LIKELY));
    assertThat(answer.otherCauses()).contains(Cause.PROPAGATION);
  }

  @Test
  void aChangeOfAMinuteAgoIsInForce() {
    index.add(policySet("p1", NOW.minusSeconds(60), admitting(DEV)));

    assertThat(explain(index, attempt()).reason())
        .contains(reason(Cause.SUBJECT_MISMATCH, Certainty.CERTAIN));
  }

  @Test
  void aChangeOfTheProviderCountsAsOneOfTheRole() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    index.add(
        provider(
            "AddClientIDToOpenIDConnectProvider",
            "c1",
            JUST_BEFORE,
            new ProviderEdit.AudienceAdded("acme")));

    assertThat(explain(index, attempt()).reason())
        .contains(reason(Cause.SUBJECT_MISMATCH, Certainty.LIKELY));
    assertThat(explain(index, attempt()).otherCauses()).contains(Cause.PROPAGATION);
  }

  @Test
  void whatTheNewPolicyLetsInWasNotKnownEverywhere() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    index.add(policySet("p2", JUST_BEFORE, admitting(SUBJECT)));

    var answer = explain(index, attempt());

    assertThat(answer.reason()).contains(reason(Cause.PROPAGATION, Certainty.LIKELY));
    assertThat(answer.otherCauses()).contains(Cause.ORGANIZATION_POLICY);
    assertThat(answer.fix()).isEmpty();
  }

  @Test
  void aPolicyThatLetsTheTryInIsNoCause() {
    index.add(policySet("p1", LONG_BEFORE, admitting(SUBJECT)));

    var answer = explain(index, attempt());

    assertThat(answer.reason()).contains(reason(Cause.ORGANIZATION_POLICY, Certainty.OPEN));
    assertThat(answer.allowed()).isEqualTo(Decision.YES);
    assertThat(answer.otherCauses()).isEmpty();
    assertThat(answer.fix()).isEmpty();
  }

  @Test
  void aPolicyThatIsNotDecidedLeavesItOpen() {
    index.add(
        policySet("p1", LONG_BEFORE, admitting(SUBJECT, ",\"aws:ResourceTag/team\":\"web\"")));

    var answer = explain(index, attempt());

    assertThat(answer.allowed()).isEqualTo(Decision.UNDECIDED);
    assertThat(answer.certainty()).contains(Certainty.OPEN);
    assertThat(answer.notDecided()).singleElement().asString().contains("aws:ResourceTag/team");
  }

  @Test
  void twoPoliciesOfOneSecondAreNotKnown() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    index.add(policySet("p2", LONG_BEFORE, admitting(SUBJECT)));

    var answer = explain(index, attempt());

    assertThat(answer.certainty()).contains(Certainty.OPEN);
    assertThat(answer.evidence())
        .anyMatch(sentence -> sentence.startsWith("the role's policy was changed at"));
    assertThat(explain(index, attempt(), given(admitting(DEV))).reason())
        .contains(reason(Cause.SUBJECT_MISMATCH, Certainty.LIKELY));
  }

  @Test
  void aDeletedRoleIsMissing() {
    index.add(policySet("p1", LONG_BEFORE, admitting(SUBJECT)));
    index.add(
        roleTrust("DeleteRole", "p2", LONG_BEFORE.plusSeconds(60), new TrustState.RoleDeleted()));

    var answer = explain(index, attempt(), given(admitting(DEV)));

    assertThat(answer.reason()).contains(reason(Cause.ROLE_MISSING, Certainty.CERTAIN));
    assertThat(answer.fix()).isEmpty();
  }

  @Test
  void aRoleOfAnotherPathIsAnotherRole() {
    var created = new TrustState.PolicySet(admitting(DEV));
    index.add(roleTrust("CreateRole", "p1", LONG_BEFORE, created));
    var asked =
        new DeniedAttempt(
            event("d1", NOW),
            new WebIdentity(PROVIDER, "acme", SUBJECT),
            Optional.of("arn:aws:iam::111122223333:role/deploy"),
            Optional.empty(),
            "AccessDenied",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(explain(index, asked).reason())
        .contains(reason(Cause.ROLE_MISSING, Certainty.LIKELY));
    assertThat(explain(index, attempt()).reason())
        .contains(reason(Cause.SUBJECT_MISMATCH, Certainty.CERTAIN));
  }

  @Test
  void whereAChangeIsMissingNothingIsCertain() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    var created = new TrustState.PolicySet(admitting(SUBJECT));
    index.add(roleTrust("CreateRole", "p2", NOW.plusSeconds(600), created));

    assertThat(explain(index, attempt()).reason())
        .contains(reason(Cause.SUBJECT_MISMATCH, Certainty.LIKELY));
  }

  @Test
  void aDeletedRoleThatIsChangedLaterWasCreatedAgainNobodyKnowsWhen() {
    index.add(roleTrust("DeleteRole", "p1", LONG_BEFORE, new TrustState.RoleDeleted()));
    index.add(policySet("p2", NOW.plusSeconds(600), admitting(SUBJECT)));

    assertThat(explain(index, attempt()).reason())
        .contains(reason(Cause.ROLE_MISSING, Certainty.LIKELY));
  }

  @ParameterizedTest
  @CsvSource({
    "ExpiredTokenException, Token expired, TOKEN_EXPIRED",
    "PackedPolicyTooLargeException, Serialized token too large, POLICY_TOO_LARGE",
    "InvalidIdentityToken, The web identity token provided could not be validated., PROVIDER_MISSING",
    "InvalidIdentityTokenException, Incorrect token audience, AUDIENCE_NOT_REGISTERED",
    "IDPCommunicationError, Couldn't retrieve verification key, PROVIDER_UNREACHABLE",
    "RegionDisabledException, STS is not activated in this region, REGION_DISABLED"
  })
  void anErrorWithATextOfItsOwnIsNoMatterOfThePolicy(String code, String text, Cause cause) {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));

    assertThat(explain(index, attempt(code, text)).reason())
        .contains(reason(cause, Certainty.LIKELY));
  }

  @Test
  void foreignOrganizationsAreNotLetIn() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    var evil = SUBJECT.replace("org:acme", "org:evilcorp");

    var answer = explain(index, attempt(NOW, evil, "AccessDenied", "An unknown error occurred"));

    assertThat(answer.certainty()).contains(Certainty.CERTAIN);
    assertThat(answer.fix()).isEmpty();
    assertThat(answer.evidence())
        .anyMatch(sentence -> sentence.contains("evilcorp is not one of your organizations"));
  }

  /// Counts the requests to an index.
  private record Counted(TrustHistory history, AtomicInteger requests) implements TrustHistory {
    @Override
    public Page<RoleTrustChange> ofRole(RoleName role, Instant upTo, PageRequest page) {
      requests.incrementAndGet();
      return history.ofRole(role, upTo, page);
    }

    @Override
    public Page<ProviderChange> ofProvider(String provider, Instant upTo, PageRequest page) {
      requests.incrementAndGet();
      return history.ofProvider(provider, upTo, page);
    }

    @Override
    public Page<RoleTrustChange> ofAllRoles(PageRequest page) {
      throw new AssertionError("nobody asks for all");
    }
  }

  @Test
  void asksOnceForARoleAndItsProvider() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    var counted = new Counted(index, new AtomicInteger());
    var explainer = new RefusalExplainer(index, counted, GivenPolicies.NONE, Set.of("acme"));

    for (var seconds = 0; seconds < 50; seconds++) {
      var _ = explainer.explain(attempt(NOW.minusSeconds(seconds), SUBJECT, "AccessDenied", "no"));
    }

    assertThat(counted.requests()).hasValue(2);
  }
}
