package io.deploytrail.trust.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.trust.Decision;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import java.util.List;
import java.util.Optional;

/// That a fix admits the try, and no neighbour that the policy refused before.
final class FixProof {
  private FixProof() {}

  static void verify(TrustPolicy before, TrustPolicy after, Try asked) {
    assertThat(after.decide(asked)).isEqualTo(Decision.YES);
    var subject = asked.subject().orElseThrow();
    var audience = asked.audience().orElseThrow();
    for (var otherSubject :
        List.of(
            subject,
            subject + "x",
            "x" + subject,
            subject.replace("acme", "globex"),
            subject.replace("web", "api"),
            subject.replace("prod", "dev"),
            subject.replace("update", "destroy"),
            subject.toUpperCase(java.util.Locale.ROOT),
            "pulumi:cmk:pulumi.organization.login:acme")) {
      for (var otherAudience : List.of(audience, audience + "x", "aws:" + audience, "globex")) {
        var other =
            new Try(
                asked.role(),
                asked.provider(),
                Optional.of(otherAudience),
                Optional.of(otherSubject),
                asked.sessionName(),
                asked.circumstances());
        if (!other.equals(asked)) {
          // What IAM asks of an older policy may keep out what was let in, never the other way
          // round.
          assertThat(after.decide(other))
              .as("%s of %s", otherSubject, otherAudience)
              .isLessThanOrEqualTo(before.decide(other));
        }
      }
    }
  }
}
