package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.policySet;
import static io.deploytrail.index.Facts.roleTrust;
import static io.deploytrail.refusals.AtHand.YEARS_BEFORE;
import static io.deploytrail.refusals.AtHand.held;
import static io.deploytrail.refusals.AtHand.missing;
import static io.deploytrail.refusals.AtHand.notRead;
import static io.deploytrail.refusals.Refused.DEV;
import static io.deploytrail.refusals.Refused.LONG_BEFORE;
import static io.deploytrail.refusals.Refused.ROLE;
import static io.deploytrail.refusals.Refused.admitting;
import static io.deploytrail.refusals.Refused.attempt;
import static io.deploytrail.refusals.Refused.explain;
import static io.deploytrail.refusals.Refused.reason;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.refusals.RoleAtHand.HeldRole;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What IAM holds now says of a refusal, by itself and beside what is recorded: without a record it
/// is never certain, and where it shows that one is missing, nothing is.
final class PolicyOfIamTest {
  private static final Instant AFTER = NOW.plusSeconds(600);
  private static final String OTHER = SUBJECT.replace("project:web", "project:api");

  private final InMemorySessionIndex index = new InMemorySessionIndex(NAMES);

  private void verify(AtHand iam, Cause cause, Certainty certainty, String... sentences) {
    var answer = explain(index, attempt(), iam);

    assertThat(answer.reason()).as("%s", answer).contains(reason(cause, certainty));
    for (var sentence : sentences) {
      assertThat(answer.evidence()).anyMatch(text -> text.contains(sentence));
    }
  }

  private static TrustState set(String subject) {
    return new TrustState.PolicySet(admitting(subject));
  }

  private void deleted(Instant at) {
    index.add(roleTrust("DeleteRole", "del", at, new TrustState.RoleDeleted()));
  }

  @Test
  void withoutARecordItIsLikelyHoweverOldTheRoleIs() {
    verify(
        held(admitting(DEV)),
        Cause.SUBJECT_MISMATCH,
        Certainty.LIKELY,
        "the policy is the one that IAM holds, read at 2026-11-20T14:00:00Z; no record says since when");
  }

  @Test
  void recordsOfOtherRolesProveNothing() {
    index.add(
        new RoleTrustChange(
            policySet("o1", LONG_BEFORE, admitting(DEV)).event(),
            new RoleName("111122223333", "other"),
            Optional.empty(),
            set(DEV)));

    verify(held(admitting(DEV)), Cause.SUBJECT_MISMATCH, Certainty.LIKELY);
  }

  @Test
  void changesAfterTheTryAreSaid() {
    index.add(policySet("p1", AFTER, admitting(OTHER)));

    verify(
        held(admitting(OTHER)),
        Cause.SUBJECT_MISMATCH,
        Certainty.LIKELY,
        "the role was changed since, at 2026-11-20T12:10:00Z by UpdateAssumeRolePolicy");
  }

  @Test
  void aRoleThatIsYoungerThanTheTryWasNotThere() {
    verify(
        held(admitting(DEV), NOW.plusSeconds(1)),
        Cause.ROLE_MISSING,
        Certainty.LIKELY,
        "IAM made the role at 2026-11-20T12:00:01Z, after the try");
    verify(held(admitting(DEV), NOW), Cause.SUBJECT_MISMATCH, Certainty.LIKELY);
  }

  @Test
  void aRoleOfAnotherPathIsNone() {
    var other = "arn:aws:iam::111122223333:role/deploy";
    var iam = AtHand.role(new HeldRole(other, YEARS_BEFORE, admitting(DEV), AtHand.READ_AT));

    verify(iam, Cause.ROLE_MISSING, Certainty.LIKELY, other + ": its path is another");

    // Of an update, no record says the path.
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    verify(iam, Cause.ROLE_MISSING, Certainty.LIKELY, other + ": its path is another");
  }

  @Test
  void aRoleThatIamHasNotIsMissing() {
    verify(missing(), Cause.ROLE_MISSING, Certainty.LIKELY, "IAM has no such role, asked at");
  }

  @Test
  void aRoleThatWasDeletedSinceWasThere() {
    deleted(AFTER);

    var answer = explain(index, attempt(), missing());

    assertThat(answer.certainty()).contains(Certainty.OPEN);
    assertThat(answer.evidence())
        .anyMatch(
            sentence -> sentence.contains("it was there, and changed at 2026-11-20T12:10:00Z"));
  }

  @Test
  void aRoleThatWasMadeSinceAndIsGoneWasNotThere() {
    index.add(roleTrust("CreateRole", "c1", AFTER, set(DEV)));

    verify(missing(), Cause.ROLE_MISSING, Certainty.LIKELY);
  }

  @Test
  void whatMayNotBeReadLeavesTheRefusalWithoutAPolicy() {
    var answer = explain(index, attempt(), notRead("no permission"));

    assertThat(answer.certainty()).contains(Certainty.OPEN);
    assertThat(answer.evidence()).contains("no permission");
  }

  @Test
  void aPolicyThatNoRecordHoldsIsIams() {
    index.add(
        roleTrust("UpdateAssumeRolePolicy", "p1", LONG_BEFORE, new TrustState.PolicyNotKnown()));

    verify(held(admitting(DEV)), Cause.SUBJECT_MISMATCH, Certainty.LIKELY);
    assertThat(explain(index, attempt(), notRead("no permission")).evidence())
        .anyMatch(sentence ->
            sentence.contains("no record holds the one that came of it; no permission"));
  }

  @Test
  void aRecordedPolicyThatIamHoldsIsCertainByBoth() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));

    verify(
        held(URLEncoder.encode(admitting(DEV).strip(), UTF_8).replace("+", "%20")),
        Cause.SUBJECT_MISMATCH,
        Certainty.CERTAIN,
        "the policy in force was set at",
        "IAM holds the policy of the last recorded change, read at");
  }

  @Test
  void aRecordedPolicyIsCertainThoughAnotherOneWasRecordedSince() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    index.add(policySet("p2", AFTER, admitting(SUBJECT)));

    verify(held(admitting(SUBJECT)), Cause.SUBJECT_MISMATCH, Certainty.CERTAIN);
  }

  @Test
  void whatMayNotBeReadTakesNothingFromARecordedPolicy() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));

    verify(
        notRead("no permission"),
        Cause.SUBJECT_MISMATCH,
        Certainty.CERTAIN,
        "not compared with what IAM holds now: no permission");
  }

  static Stream<AtHand> showingThatAChangeIsMissing() {
    return Stream.of(
        held(admitting(SUBJECT)),
        held("{}"),
        missing(),
        // Deleted and made again, with the same policy.
        held(admitting(DEV), LONG_BEFORE.plusSeconds(1)));
  }

  @ParameterizedTest
  @MethodSource("showingThatAChangeIsMissing")
  void whereIamShowsThatAChangeIsMissingNothingIsCertain(AtHand iam) {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));

    verify(iam, Cause.SUBJECT_MISMATCH, Certainty.LIKELY, "a change is missing from the index");
  }

  @Test
  void whatWasChangedBackWithoutARecordIsMissing() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));
    index.add(policySet("p2", AFTER, admitting(SUBJECT)));

    verify(
        held(admitting(DEV)),
        Cause.SUBJECT_MISMATCH,
        Certainty.LIKELY,
        "IAM holds another policy than the last recorded change set");
  }

  @Test
  void aCreationThatIsRecordedIsNotMissing() {
    index.add(roleTrust("CreateRole", "c0", LONG_BEFORE.minusSeconds(100), set(OTHER)));
    index.add(
        roleTrust("DeleteRole", "d0", LONG_BEFORE.minusSeconds(50), new TrustState.RoleDeleted()));
    index.add(roleTrust("CreateRole", "c1", LONG_BEFORE, set(DEV)));

    verify(
        held(admitting(DEV), LONG_BEFORE.plusSeconds(1)),
        Cause.SUBJECT_MISMATCH,
        Certainty.CERTAIN);
    verify(
        held(admitting(DEV), LONG_BEFORE.plusSeconds(11)),
        Cause.SUBJECT_MISMATCH,
        Certainty.LIKELY);
  }

  @Test
  void aRecordedDeletionIsCertainUnlessIamHasTheRole() {
    deleted(LONG_BEFORE);

    verify(missing(), Cause.ROLE_MISSING, Certainty.CERTAIN, "IAM has no such role either");
    verify(notRead("no permission"), Cause.ROLE_MISSING, Certainty.CERTAIN, "no permission");
    verify(
        held(admitting(DEV)),
        Cause.ROLE_MISSING,
        Certainty.LIKELY,
        "IAM has the role, read at 2026-11-20T14:00:00Z: a change is missing from the index");
  }

  @Test
  void aFileSaysNothingOfWhatIsRecorded() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));

    assertThat(explain(index, attempt(), Refused.given(admitting(SUBJECT))).reason())
        .contains(reason(Cause.SUBJECT_MISMATCH, Certainty.CERTAIN));
  }

  @Test
  void ofTodayIamIsBest() {
    index.add(policySet("p1", LONG_BEFORE, admitting(DEV)));

    var now = new RoleTrust(index, held(admitting(SUBJECT))).now(ROLE);

    assertThat(now).isInstanceOf(PolicyInForce.Policy.class);
    var policy = (PolicyInForce.Policy) now;
    assertThat(policy.policy().text()).isEqualTo(admitting(SUBJECT));
    assertThat(policy.evidence())
        .anyMatch(sentence -> sentence.startsWith("the policy is the one that IAM holds"))
        .anyMatch(sentence -> sentence.contains("a change is missing from the index"));
    assertThat(new RoleTrust(index, missing()).now(ROLE)).isInstanceOf(PolicyInForce.NoRole.class);
    assertThat(new RoleTrust(index, notRead("no permission")).now(ROLE))
        .isInstanceOfSatisfying(
            PolicyInForce.Policy.class,
            known -> assertThat(known.policy().text()).isEqualTo(admitting(DEV)));
  }
}
