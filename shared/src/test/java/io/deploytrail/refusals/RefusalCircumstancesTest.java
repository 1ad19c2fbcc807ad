package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.policySet;
import static io.deploytrail.refusals.Refused.LONG_BEFORE;
import static io.deploytrail.refusals.Refused.admitting;
import static io.deploytrail.refusals.Refused.attempt;
import static io.deploytrail.refusals.Refused.explain;
import static io.deploytrail.refusals.Refused.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.Answer.Refusal;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.Filter;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conditions on who asked from where: by the record of the refusal, as far as it says it as IAM
/// sees it.
final class RefusalCircumstancesTest {
  private final InMemorySessionIndex index = new InMemorySessionIndex(NAMES);

  private static String fromOffice(String subject) {
    return admitting(
        subject,
        "},\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"},"
            + "\"StringLike\":{\"aws:UserAgent\":\"pulumi*\"");
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, pulumi/3, GLOBAL_CONDITION, CERTAIN",
    "203.0.113.7, curl/8, GLOBAL_CONDITION, CERTAIN",
    "2001:db8::1, pulumi/3, GLOBAL_CONDITION, CERTAIN",
  })
  void addressAndAgentAreThoseOfTheRecord(
      String address, String agent, Cause cause, Certainty certainty) {
    index.add(policySet("p1", LONG_BEFORE, fromOffice(SUBJECT)));

    assertThat(explain(index, attempt("d1", address, agent)).reason())
        .contains(reason(cause, certainty));
  }

  @ParameterizedTest
  @CsvSource({
    "cloudformation.amazonaws.com, pulumi/3",
    "AWS Internal, pulumi/3",
    "203.0.113.7, [pulumi/3]",
  })
  void whatTheRecordPutsInTheirPlaceDecidesNothing(String address, String agent) {
    index.add(policySet("p1", LONG_BEFORE, fromOffice(SUBJECT)));

    var answer = explain(index, attempt("d1", address, agent));

    assertThat(answer.allowed()).isEqualTo(Decision.UNDECIDED);
    assertThat(answer.certainty()).contains(Certainty.OPEN);
  }

  @Test
  void aShortenedAgentDecidesNothing() {
    index.add(policySet("p1", LONG_BEFORE, fromOffice(SUBJECT)));

    var answer = explain(index, attempt("d1", "203.0.113.7", "x".repeat(1000)));

    assertThat(answer.certainty()).contains(Certainty.OPEN);
  }

  @Test
  void attemptsThatLookAlikeAreListedByCause() {
    index.add(policySet("p1", LONG_BEFORE, fromOffice(SUBJECT)));
    index.add(attempt("d1", "198.51.100.1", "pulumi/3"));
    index.add(attempt("d2", "198.51.100.2", "pulumi/3"));
    index.add(attempt("d3", "203.0.113.7", "pulumi/3"));

    assertThat(listed(Optional.of(GivenPolicies.NONE)))
        .extracting(
            refusal -> refusal.first().event().id(),
            Refusal::attempts,
            refusal -> refusal.explained().orElseThrow().cause().orElseThrow())
        .containsExactlyInAnyOrder(
            tuple("d1", 2, Cause.GLOBAL_CONDITION), tuple("d3", 1, Cause.ORGANIZATION_POLICY));
    assertThat(listed(Optional.empty())).extracting(Refusal::attempts).containsExactly(3);
  }

  private List<Refusal> listed(Optional<GivenPolicies> explained) {
    var question =
        new Question.Denied(
            new Period(NOW.minusSeconds(60), NOW.plusSeconds(60)),
            Filter.NONE,
            explained,
            Optional.empty());
    return ((Answer.DeniedList)
            new Questions(
                    index,
                    new NoCalls("none is asked"),
                    Configuration.of(List.of(), List.of(), List.of()))
                .answer(question))
        .items();
  }
}
