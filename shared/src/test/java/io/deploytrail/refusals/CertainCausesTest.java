package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import io.deploytrail.trust.refusal.TryAnswer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is certain is true: roles and refusals of which the cause is known, since one fault was
/// planted in a policy that otherwise lets the token in.
final class CertainCausesTest {
  private static final int ROLES = 10_000;
  private static final long SEED = 26;

  private final Random random = new Random(SEED);
  private InMemorySessionIndex index = new InMemorySessionIndex(NAMES);

  private void change(int role, String call, String id, Instant at, TrustState state) {
    var changed =
        new Event(
            id + role,
            at,
            Optional.of("iam.amazonaws.com"),
            Optional.of(call),
            Optional.of(MadeUpRefusal.ACCOUNT),
            Optional.of("us-east-1"),
            Optional.empty(),
            Optional.empty());
    index.add(
        new RoleTrustChange(
            changed, new RoleName(MadeUpRefusal.ACCOUNT, "role-" + role), Optional.empty(), state));
  }

  private DeniedAttempt refused(int role, MadeUpRefusal made) {
    var policy = new TrustState.PolicySet(made.policy());
    var isSetJustBefore = made.planted() == Cause.PROPAGATION || random.nextInt(10) == 0;
    change(role, "UpdateAssumeRolePolicy", "old-", NOW.minusSeconds(86_400), NOTHING);
    change(
        role,
        "UpdateAssumeRolePolicy",
        "new-",
        NOW.minusSeconds(isSetJustBefore ? random.nextInt(60) : 60 + random.nextInt(3600)),
        policy);
    if (made.planted() == Cause.ROLE_MISSING) {
      change(role, "DeleteRole", "del-", NOW.minusSeconds(0), new TrustState.RoleDeleted());
    }
    return new DeniedAttempt(
        event("try-" + role, made.planted() == Cause.ROLE_MISSING ? NOW.plusSeconds(100) : NOW),
        new WebIdentity(MadeUpRefusal.PROVIDER, made.audience(), made.subject()),
        Optional.of("arn:aws:iam::" + MadeUpRefusal.ACCOUNT + ":role/role-" + role),
        Optional.of(MadeUpRefusal.SESSION_NAME),
        "AccessDenied",
        Optional.of("An unknown error occurred"),
        Optional.empty(),
        Optional.empty());
  }

  private static final TrustState NOTHING =
      new TrustState.PolicySet("{\"Version\":\"2012-10-17\",\"Statement\":[]}");

  @Test
  void certainCauseIsThePlantedOne() {
    var certain = new EnumMap<Cause, Integer>(Cause.class);
    for (var role = 0; role < ROLES; role++) {
      var made = MadeUpRefusal.of(random);
      index = new InMemorySessionIndex(NAMES);
      var refused = refused(role, made);

      var answer =
          new RefusalExplainer(index, index, GivenPolicies.NONE, Set.of("acme")).explain(refused);

      verify(made, answer);
      if (answer.certainty().equals(Optional.of(Certainty.CERTAIN))) {
        certain.merge(made.planted(), 1, Integer::sum);
      }
    }
    assertThat(certain)
        .doesNotContainKeys(Cause.PROPAGATION, Cause.ORGANIZATION_POLICY)
        .hasSize(MadeUpRefusal.CAUSES.size() - 2)
        .allSatisfy((cause, times) -> assertThat(times).as(cause.name()).isGreaterThan(200));
  }

  private static void verify(MadeUpRefusal made, TryAnswer answer) {
    var cause = answer.cause().orElseThrow();
    assertThat(cause == made.planted() || answer.otherCauses().contains(made.planted()))
        .as("%s is named: %s by %s", made.planted(), answer, made.policy())
        .isTrue();
    if (answer.certainty().equals(Optional.of(Certainty.CERTAIN))) {
      assertThat(cause).as(made.policy()).isEqualTo(made.planted());
    }
  }
}
