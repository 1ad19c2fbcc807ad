package io.deploytrail.attribution;

import static io.deploytrail.attribution.Trail.START;
import static io.deploytrail.attribution.Trail.caller;
import static io.deploytrail.attribution.Trail.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.questions.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose an id or a version is, asked by the calls of the sessions that state it.
final class OwnershipTest {
  private static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final String NAME = "pulumi-" + ID;
  private static final Configuration VERSIONS =
      Configuration.of(List.of("v${deployment.version}"), List.of(), List.of());
  private static final Configuration BOTH =
      Configuration.of(List.of("v${deployment.version}-${deployment.id}"), List.of(), List.of());

  private Trail trail = new Trail();
  private int keys;

  private Root root(String name, String subject, Instant at) {
    return trail.root("ASIA" + ++keys, name, subject, at);
  }

  private Origin answer(Root root, Configuration configuration) {
    var call = trail.call(caller(root.session()), root.session().issuedAt().plusSeconds(1));
    return trail.ask(call, configuration).origin();
  }

  private void owns(Root root) {
    var answer = answer(root, Configuration.DEFAULT);
    assertThat(answer.verdict()).as(answer.toString()).isEqualTo(Verdict.DEPLOYMENT);
    assertThat(answer.deployment().field(Variable.ID)).contains(ID);
    assertThat(answer.stated()).containsExactly(Variable.ID);
    assertThat(answer.warnings()).isEmpty();
  }

  private void ownsNot(Root root) {
    var answer = answer(root, Configuration.DEFAULT);
    assertThat(answer.verdict()).as(answer.toString()).isEqualTo(Verdict.STACK);
    assertThat(answer.confidence()).contains(Confidence.PROVEN);
    assertThat(answer.deployment().field(Variable.ID)).isEmpty();
    assertThat(answer.stated()).isEmpty();
    assertThat(answer.clues()).containsEntry(Variable.ID, ID);
    assertThat(answer.warnings()).containsExactly(Warning.ID_REUSED);
  }

  private static String other(String operation) {
    return subject("acme/web/prod").replace("update", operation);
  }

  @Test
  void idIsTheFirstSubjectsThatStatesIt() {
    var first = root(NAME, subject("acme/web/prod"), START);
    var otherStack = root(NAME, subject("acme/api/dev"), START.plusSeconds(60));
    var otherOperation =
        root(NAME.toUpperCase(Locale.ROOT), other("destroy"), START.plusSeconds(70));

    owns(first);
    ownsNot(otherStack);
    assertThat(answer(otherOperation, Configuration.DEFAULT).warnings())
        .contains(Warning.ID_REUSED);
    assertThat(answer(first, Configuration.DEFAULT).evidence())
        .anyMatch(sentence -> sentence.contains("2 other sessions"))
        .anyMatch(sentence -> sentence.contains(otherStack.event().id()));
    assertThat(answer(otherStack, Configuration.DEFAULT).evidence())
        .anyMatch(sentence -> sentence.contains("first by event " + first.event().id()));
  }

  @Test
  void deploymentBuysAgainWhileItRuns() {
    var first = root(NAME, subject("acme/web/prod"), START);
    var second = root(NAME, subject("acme/web/prod"), START.plusSeconds(3599));
    var third = root(NAME, subject("acme/web/prod"), START.plusSeconds(7198));
    var laterRun = root(NAME, subject("acme/web/prod"), START.plusSeconds(7198 + 3600));

    owns(first);
    owns(second);
    owns(third);
    ownsNot(laterRun);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void ofTwoSubjectsAtOnceNeitherOwns(int seconds) {
    var one = root(NAME, subject("acme/web/prod"), START);
    var other = root(NAME, subject("acme/api/dev"), START.plusSeconds(seconds));

    ownsNot(one);
    ownsNot(other);
  }

  @Test
  void sixSecondsLaterTheFirstIsFirst() {
    owns(root(NAME, subject("acme/web/prod"), START));
    ownsNot(root(NAME, subject("acme/api/dev"), START.plusSeconds(6)));
  }

  @Test
  void onlyWhoStatesTheIdAsAFactCounts() {
    // Neither another provider's session, nor one whose name contradicts its subject.
    trail.root(
        "ASIAX",
        NAME,
        subject("acme/api/dev"),
        START.minusSeconds(60),
        "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com");
    root("acme-web-prod-" + ID, subject("acme/api/dev"), START.minusSeconds(30));
    owns(root(NAME, subject("acme/web/prod"), START));
  }

  @Test
  void whoCopiedTheIdCopiedTheVersionBesideIt() {
    trail = new Trail(BOTH);
    root("v41-" + ID, subject("acme/web/prod"), START);
    var copy = root("v41-" + ID, subject("acme/api/dev"), START.plusSeconds(60));

    var answer = answer(copy, BOTH);

    assertThat(answer.verdict()).isEqualTo(Verdict.STACK);
    assertThat(answer.clues()).containsEntry(Variable.VERSION, "41").containsEntry(Variable.ID, ID);
    assertThat(answer.warnings()).containsExactly(Warning.ID_REUSED);
  }

  @Test
  void versionOfTwoOperationsIsNobodys() {
    trail = new Trail(VERSIONS);
    var update = root("v41", subject("acme/web/prod"), START);
    var destroy = root("v41", other("destroy"), START.plusSeconds(60));
    var otherStack = root("v41", subject("acme/api/dev"), START.plusSeconds(60));

    for (var root : List.of(update, destroy)) {
      var answer = answer(root, VERSIONS);
      assertThat(answer.verdict()).isEqualTo(Verdict.STACK);
      assertThat(answer.clues()).containsEntry(Variable.VERSION, "41");
      assertThat(answer.warnings()).containsExactly(Warning.VERSION_REUSED);
    }
    assertThat(answer(otherStack, VERSIONS).verdict()).isEqualTo(Verdict.DEPLOYMENT);
  }

  @Test
  void versionThatComesAgainAfterAllHadEndedIsNobodys() {
    trail = new Trail(VERSIONS);
    var first = root("v41", subject("acme/web/prod"), START);
    var running = root("v41", subject("acme/web/prod"), START.plusSeconds(3599));
    assertThat(answer(first, VERSIONS).verdict()).isEqualTo(Verdict.DEPLOYMENT);

    root("v41", subject("acme/web/prod"), START.plusSeconds(3599 + 3600));

    assertThat(answer(first, VERSIONS).warnings()).containsExactly(Warning.VERSION_REUSED);
    assertThat(answer(running, VERSIONS).warnings()).containsExactly(Warning.VERSION_REUSED);
  }

  @Test
  void idOutlivesAReusedVersion() {
    trail = new Trail(BOTH);
    var first = root("v41-" + ID, subject("acme/web/prod"), START);
    root("v41-" + ID, other("destroy"), START.plus(Duration.ofDays(1)));

    var answer = answer(first, BOTH);

    assertThat(answer.verdict()).isEqualTo(Verdict.DEPLOYMENT);
    assertThat(answer.deployment().field(Variable.VERSION)).isEmpty();
    assertThat(answer.warnings()).containsExactly(Warning.VERSION_REUSED);
  }

  @Test
  void whatTooManyStateIsDecidedAsFarAsItCanBe() {
    var first = root(NAME, subject("acme/web/prod"), START);
    Root last = first;
    for (var copy = 1; copy <= 200; copy++) {
      last = root(NAME, subject("acme/api/dev"), START.plusSeconds(60L + copy));
    }
    var again = root(NAME, subject("acme/web/prod"), START.plusSeconds(1800));

    owns(first);
    ownsNot(last);
    ownsNot(again);
    assertThat(answer(first, Configuration.DEFAULT).evidence())
        .anyMatch(sentence -> sentence.contains("more than 99 other sessions"));
    assertThat(answer(again, Configuration.DEFAULT).evidence())
        .anyMatch(sentence -> sentence.contains("cannot be decided"));
  }

  @Test
  void orderOfArrivalDoesNotCount() {
    for (var seed = 0L; seed < 50; seed++) {
      var random = new Random(seed);
      var facts = new ArrayList<Root>();
      for (var number = 0; number < 8; number++) {
        facts.add(
            root(
                NAME,
                subject(random.nextInt(3) == 0 ? "acme/api/dev" : "acme/web/prod"),
                START.plusSeconds(random.nextInt(9000))));
      }
      var expected = answers(facts);
      Collections.shuffle(facts, random);
      facts.addAll(facts.subList(0, 3));
      assertThat(answers(facts)).as("seed " + seed).isEqualTo(expected);
    }
  }

  private static List<String> answers(List<Root> facts) {
    var fresh = new Trail();
    facts.forEach(fresh.index::add);
    var attributor = Configuration.DEFAULT.attributor(fresh.index);
    return facts.stream()
        .distinct()
        .sorted(Comparator.comparing((Root fact) -> fact.event().id()))
        .map(fact -> attributor.origin(fact).toString())
        .toList();
  }
}
