package io.deploytrail.attribution;

import static io.deploytrail.attribution.Trail.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.Variable;
import java.time.Instant;
import java.util.Optional;

/// The deployment that tests of the rules ask about, and what they expect of an answer.
final class Asked {
  static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  static final String OTHER_ID = "0c1d2e3f-4a5b-4c6d-8e7f-901a2b3c4d5e";
  static final String NAME = "acme-web-prod-" + ID;
  static final Instant LATER = START.plusSeconds(600);

  private Asked() {}

  static Optional<String> id(Attribution attribution) {
    return attribution.origin().deployment().field(Variable.ID);
  }

  static void assertAnswer(Attribution answer, Verdict verdict, Confidence confidence) {
    assertThat(answer.verdict()).as(answer.toString()).isEqualTo(verdict);
    assertThat(answer.origin().confidence()).as(answer.toString()).contains(confidence);
  }

  static void assertUnattributed(Attribution answer, Verdict verdict, Warning... warnings) {
    assertThat(answer.verdict()).as(answer.toString()).isEqualTo(verdict);
    assertThat(answer.origin().confidence()).isEmpty();
    assertThat(answer.origin().deployment().fields()).isEmpty();
    assertThat(answer.origin().warnings()).containsExactlyInAnyOrder(warnings);
  }
}
