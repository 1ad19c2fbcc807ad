package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.PROVIDER;
import static io.deploytrail.index.Facts.event;
import static io.deploytrail.index.Facts.root;
import static io.deploytrail.refusals.Refused.DEV;
import static io.deploytrail.refusals.Refused.ROLE;
import static io.deploytrail.refusals.Refused.admitting;
import static io.deploytrail.refusals.Refused.attempt;
import static io.deploytrail.refusals.Refused.explain;
import static io.deploytrail.refusals.Refused.given;
import static io.deploytrail.refusals.Refused.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which cause a denied attempt is given where no record holds the policy that was in force: by
/// what is at hand, and by the other sessions of the day.
final class UnknownPolicyTest {
  private final InMemorySessionIndex index = new InMemorySessionIndex(NAMES);

  @Test
  void aGivenPolicyIsLikelyAtMost() {
    var answer = explain(index, attempt(), given(admitting(DEV)));

    assertThat(answer.reason()).contains(reason(Cause.SUBJECT_MISMATCH, Certainty.LIKELY));
    assertThat(answer.evidence()).anyMatch(sentence -> sentence.contains("role.json"));
  }

  @Test
  void aGivenPolicyOfAnotherRoleIsNotTaken() {
    var others = "{\"RoleName\":\"other\",\"AssumeRolePolicyDocument\":" + admitting(DEV) + "}";

    assertThat(explain(index, attempt(), given(others)).certainty()).contains(Certainty.OPEN);
  }

  @Test
  void aGivenPolicyThatIsNoneIsSaid() {
    var broken = "{\"RoleName\":\"deploy\",\"AssumeRolePolicyDocument\":{\"Statement\":7}}";

    var answer = explain(index, attempt(), given(broken));

    assertThat(answer.certainty()).contains(Certainty.OPEN);
    assertThat(answer.evidence())
        .anyMatch(sentence -> sentence.startsWith("the policy in role.json cannot be read"));
  }

  @Test
  void withoutPolicyTheOthersOfTheDaySayWhatIsLikely() {
    index.add(root("r1", "ASIA1", "web-v2", NOW.minusSeconds(600), DEV));

    var answer = explain(index, attempt());

    assertThat(answer.reason()).contains(reason(Cause.SUBJECT_MISMATCH, Certainty.LIKELY));
    assertThat(answer.otherCauses()).contains(Cause.AUDIENCE_MISMATCH, Cause.ROLE_MISSING);
    assertThat(answer.evidence())
        .contains(
            "the role let in update of acme/web/dev that day, and not update of acme/web/prod");
  }

  @Test
  void withoutPolicyAnotherAudienceIsLikely() {
    index.add(root("r1", "ASIA1", "web-v2", NOW.minusSeconds(600), DEV));
    var globex =
        new DeniedAttempt(
            event("d1", NOW),
            new WebIdentity(PROVIDER, "globex", DEV),
            Optional.of(ROLE),
            Optional.empty(),
            "AccessDenied",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    var answer = explain(index, globex);

    assertThat(answer.reason()).contains(reason(Cause.AUDIENCE_MISMATCH, Certainty.LIKELY));
    assertThat(answer.otherCauses()).contains(Cause.SUBJECT_MISMATCH);
  }

  @Test
  void whatARecordLacksIsNoMismatch() {
    index.add(root("r1", "ASIA1", "web-v2", NOW.minusSeconds(600), DEV));
    var bare =
        new DeniedAttempt(
            event("d1", NOW),
            new WebIdentity(PROVIDER, "", ""),
            Optional.of(ROLE),
            Optional.empty(),
            "AccessDenied",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(explain(index, bare).certainty()).contains(Certainty.OPEN);
  }

  @Test
  void withoutAnythingItIsOpen() {
    var answer = explain(index, attempt());

    assertThat(answer.certainty()).contains(Certainty.OPEN);
    assertThat(answer.otherCauses())
        .contains(Cause.AUDIENCE_MISMATCH, Cause.ROLE_MISSING, Cause.ORGANIZATION_POLICY);
  }
}
