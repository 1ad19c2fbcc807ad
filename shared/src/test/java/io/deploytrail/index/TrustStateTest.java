package io.deploytrail.index;

import static io.deploytrail.index.Facts.policySet;
import static io.deploytrail.index.Facts.roleTrust;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.cloudtrail.TrustState.PolicyNotKnown;
import io.deploytrail.cloudtrail.TrustState.PolicySet;
import io.deploytrail.cloudtrail.TrustState.RoleDeleted;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrustStateTest {
  private static final Instant AT = Instant.parse("2026-11-18T10:00:00Z");

  @Test
  void lastChangeSaysTheState() {
    var old = policySet("e1", AT.minusSeconds(1), "[]");
    var gone = roleTrust("DeleteRole", "e3", AT, new RoleDeleted());

    assertThat(TrustState.after(List.of())).isEmpty();
    assertThat(TrustState.after(List.of(policySet("e2", AT, "{}"), old)))
        .contains(new PolicySet("{}"));
    assertThat(TrustState.after(List.of(gone, old))).contains(new RoleDeleted());
  }

  @Test
  void ofSeveralStatesOfOneSecondNoneIsKnownToBeTheLast() {
    var one = policySet("e1", AT, "{}");
    var other = policySet("e2", AT.plusMillis(500), "[]");
    var same = policySet("e3", AT, "{}");

    assertThat(TrustState.after(List.of(other, one))).contains(new PolicyNotKnown());
    assertThat(TrustState.after(List.of(same, one))).contains(new PolicySet("{}"));
    assertThat(TrustState.after(List.of(roleTrust("DeleteRole", "e4", AT, new RoleDeleted()), one)))
        .contains(new PolicyNotKnown());
  }
}
