package io.deploytrail.attribution;

import static io.deploytrail.attribution.Trail.START;
import static io.deploytrail.attribution.Trail.caller;
import static io.deploytrail.attribution.Trail.half;
import static io.deploytrail.attribution.Trail.iamUser;
import static io.deploytrail.attribution.Trail.subject;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.DeploymentName;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said, and how briefly, of what has to do with hundreds of sessions.
final class LongAnswersTest {
  private static final String NAME =
      "pulumi-loca-test-nocode-dev-806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final Instant LATER = START.plusSeconds(900);
  private static final int FOLLOWED = ChainWalk.MOST_LINKS;

  private final Trail trail = new Trail();

  private static JsonNode json(Attribution answer) throws IOException {
    var text = AnswerWriter.write(answer);
    assertThat(text).hasSizeLessThan(100_000);
    return new ObjectMapper().readTree(text);
  }

  /// A chain of that many links above which that caller stands; its last link.
  private Link chain(Caller first, int links) {
    var last = trail.link(first, "ASIA1", "AROASELF", "self", START);
    for (var hop = 2; hop <= links; hop++) {
      var at = START.plusSeconds(hop / 10);
      last = trail.link(caller(last.session()), "ASIA" + hop, "AROASELF", "self", at);
    }
    return last;
  }

  private Link chainOfADeployment(int links) {
    var root = trail.root("ASIAROOT", NAME, subject("acme/web/prod"), START);
    return chain(caller(root.session()), links);
  }

  private Attribution ask(Link last) {
    return trail.ask(trail.call(caller(last.session()), LATER));
  }

  @Test
  void ofManyCandidatesTheFirstFiftyAreListedAndAllAreCounted() throws IOException {
    for (var number = 0; number < 1_500; number++) {
      trail.root(
          "ASIA" + number, "pulumi", subject("acme/web/s" + number), START.plusMillis(number));
    }
    var call = half(Trail.session("ASIA0", "AROADEPLOY", "pulumi", START));

    var answer = json(trail.ask(trail.call(call, LATER)));

    assertThat(answer.path("verdict").asText()).isEqualTo("AMBIGUOUS");
    assertThat(answer.path("candidateCount").asInt()).isEqualTo(1_500);
    assertThat(answer.path("candidates").findValuesAsText("stack"))
        .containsExactlyElementsOf(
            IntStream.range(0, 50).mapToObj(number -> "s" + number).toList());
    assertThat(answer.path("evidence").size()).isEqualTo(151);
    assertThat(answer.path("evidence").path(100).asText()).contains("sentences are left out");
  }

  @Test
  void whatIsShortIsWholeAndNotCounted() throws IOException {
    for (var number = 0; number < 50; number++) {
      trail.root("ASIA" + number, "pulumi", subject("acme/web/s" + number), START);
    }
    var ambiguous =
        json(
            trail.ask(
                trail.call(half(Trail.session("ASIA0", "AROADEPLOY", "pulumi", START)), LATER)));
    var chained = json(ask(chainOfADeployment(19)));

    assertThat(ambiguous.path("candidates").size()).isEqualTo(50);
    assertThat(ambiguous.has("candidateCount")).isFalse();
    assertThat(chained.path("chain").size()).isEqualTo(20);
    assertThat(chained.has("chainLength")).isFalse();
    assertThat(chained.has("chainRest")).isFalse();
  }

  @Test
  void ofALongChainBothEndsAreListedAndWhereToAskForTheRest() throws IOException {
    var answer = json(ask(chainOfADeployment(FOLLOWED)));

    assertThat(answer.path("verdict").asText()).isEqualTo("DEPLOYMENT");
    assertThat(answer.path("confidence").asText()).isEqualTo("PROVEN");
    assertThat(answer.path("chainLength").asInt()).isEqualTo(FOLLOWED + 1);
    var keys = answer.path("chain").findValuesAsText("accessKeyId");
    assertThat(keys).hasSize(20).startsWith("ASIA" + FOLLOWED).endsWith("ASIA1", "ASIAROOT");

    var rest = answer.path("chainRest").asText();
    assertThat(answer.path("chain").path(9).path("issuedBy").asText()).isEqualTo(rest);
    assertThat(json(whoCaused(rest)).path("chain").path(0).path("accessKeyId").asText())
        .isEqualTo("ASIA" + (FOLLOWED - 10));
  }

  private Attribution whoCaused(String event) {
    return trail.ask(Trail.call((Link) trail.index.ofEvent(event).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(ints = {FOLLOWED + 1, 2_000})
  void aChainThatIsNotFollowedToItsEndIsNeitherNobodysNorProven(int links) throws IOException {
    var answer = ask(chainOfADeployment(links));

    assertThat(answer.verdict()).isEqualTo(Verdict.AMBIGUOUS);
    assertThat(answer.origin().confidence()).isEmpty();
    assertThat(answer.origin().deployment().fields()).isEmpty();
    assertThat(answer.origin().warnings()).containsExactly(Warning.CHAIN_TOO_LONG);
    assertThat(answer.origin().chain()).hasSize(FOLLOWED + 1);
    assertThat(
            new DeploymentName.Version(new StackName("acme", "web", "prod"), "1")
                .mayBe(answer.origin()))
        .isTrue();
    assertThat(json(answer).path("evidence"))
        .last()
        .asString()
        .contains("followed through 1000 sessions and goes on");
  }

  @Test
  void fromTheEventThatIsNamedOneGetsToTheEndOfAnyChain() {
    var answer = ask(chainOfADeployment(2_000));
    var questions = 1;
    while (answer.verdict() == Verdict.AMBIGUOUS) {
      answer = whoCaused(answer.origin().chain().getLast().event().id());
      questions++;
    }

    assertThat(answer.verdict()).isEqualTo(Verdict.DEPLOYMENT);
    assertThat(answer.origin().deployment().stack().orElseThrow()).hasToString("acme/web/prod");
    assertThat(questions).isEqualTo(2);
  }

  /// Of two sessions of one key either may have bought the next ones, all the way.
  @ParameterizedTest
  @ValueSource(ints = {FOLLOWED / 2 - 1, 2_000})
  void aLongChainOfKeysThatWereHandedOutTwiceHasAnAnswer(int links) {
    var root = trail.root("ASIAROOT", NAME, subject("acme/web/prod"), START);
    var buyer = caller(root.session());
    for (var hop = 1; hop <= links; hop++) {
      for (var second = 1; second <= 2; second++) {
        trail.link(buyer, "ASIA" + hop, "AROASELF", "self", START.plusSeconds(second));
      }
      buyer =
          caller("AROASELF:self", Optional.of("ASIA" + hop), Optional.empty(), Optional.empty());
    }

    var answer = trail.ask(trail.call(buyer, LATER));

    assertThat(answer.verdict())
        .isEqualTo(links < FOLLOWED ? Verdict.DEPLOYMENT : Verdict.AMBIGUOUS);
  }

  @Test
  void aPersonsLongChainIsNotFollowedToItsEndEither() {
    var answer = ask(chain(iamUser(), FOLLOWED + 1));

    assertThat(answer.verdict()).isEqualTo(Verdict.AMBIGUOUS);
    assertThat(answer.origin().candidates()).isEmpty();
    assertThat(ask(chain(iamUser(), FOLLOWED)).verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void aRecordThatNamesPulumiStatesSoHoweverLongItsChain() {
    var session = chainOfADeployment(2_000).session();
    var named =
        caller(
            session.principal().value(),
            Optional.of(session.accessKey().value()),
            Optional.of(session.issuedAt()),
            Optional.of(Trail.PULUMI));

    var answer = trail.ask(trail.call(named, LATER));

    assertThat(answer.verdict()).isEqualTo(Verdict.PULUMI);
    assertThat(answer.origin().confidence()).contains(Confidence.STATED);
    assertThat(answer.origin().warnings())
        .containsExactlyInAnyOrder(Warning.ISSUANCE_MISSING, Warning.CHAIN_TOO_LONG);
  }

  @Test
  void aNeighbourIsNotNamedBesideAChainThatIsNotFollowed() {
    var last = chainOfADeployment(FOLLOWED);
    var hidden = trail.link(caller(last.session()), "ASIATWICE", "AROASELF", "self", START);
    trail.root("ASIAOTHER", NAME, subject("acme/other/prod"), START);
    trail.link(
        caller(Trail.session("ASIAOTHER", "AROADEPLOY", NAME, START)),
        "ASIATWICE",
        "AROASELF",
        "self",
        START);

    var answer = ask(hidden);

    assertThat(answer.verdict()).isEqualTo(Verdict.AMBIGUOUS);
    assertThat(answer.origin().warnings()).contains(Warning.CHAIN_TOO_LONG);
  }
}
