package io.deploytrail.attribution;

import static io.deploytrail.attribution.Trail.PULUMI;
import static io.deploytrail.attribution.Trail.START;
import static io.deploytrail.attribution.Trail.caller;
import static io.deploytrail.attribution.Trail.forwarded;
import static io.deploytrail.attribution.Trail.iamUser;
import static io.deploytrail.attribution.Trail.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a call may be tied to: nothing that its record contradicts.
final class TieTest {
  private static final String GITHUB =
      "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
  private static final Instant LATER = START.plusSeconds(600);
  private static final Optional<String> NONE = Optional.empty();

  private final Trail trail = new Trail();

  private Origin ask(Caller caller) {
    return trail.ask(trail.call(caller, LATER)).origin();
  }

  private void isProven(Caller caller, String project) {
    var origin = ask(caller);
    assertThat(origin.confidence()).as(origin.toString()).contains(Confidence.PROVEN);
    assertThat(origin.deployment().stack().orElseThrow().project()).isEqualTo(project);
  }

  private void isMissing(Caller caller) {
    var origin = ask(caller);
    assertThat(origin.verdict()).as(origin.toString()).isEqualTo(Verdict.PULUMI);
    assertThat(origin.confidence()).contains(Confidence.STATED);
    assertThat(origin.deployment().fields()).isEmpty();
    assertThat(origin.warnings()).containsExactly(Warning.ISSUANCE_MISSING);
  }

  private void web() {
    trail.root("ASIAWEB", "pulumi", subject("acme/web/prod"), START);
  }

  private static Caller of(Optional<String> key, Optional<String> provider) {
    return caller("AROADEPLOY:pulumi", key, Optional.of(START), provider);
  }

  private static Caller named(String key) {
    return of(Optional.of(key), Optional.of(PULUMI));
  }

  @Test
  void ownKeyIsTiedByThatKeyAlone() {
    web();

    isProven(named("ASIAWEB"), "web");
    isMissing(named("ASIALOST"));
    isMissing(named("AKIALONGTERM"));
    isProven(forwarded(named("ASIALOST")), "web");
  }

  @Test
  void anotherAccountIsAnotherSession() {
    web();
    for (var caller : List.of(named("ASIAWEB"), of(NONE, Optional.of(PULUMI)))) {
      isMissing(
          new Caller(
              caller.type(),
              caller.principal(),
              caller.accessKey(),
              caller.arn(),
              Optional.of("999988887777"),
              caller.sessionCreated(),
              caller.federatedProvider(),
              caller.invokedBy()));
    }
  }

  @Test
  void aRecordThatNamesAProviderIsTiedToNoPersonsSession() {
    web();
    trail.link(iamUser(), "ASIAEVIL", "AROADEPLOY", "pulumi", START);

    isProven(forwarded(of(NONE, Optional.of(PULUMI))), "web");
    isMissing(named("ASIAEVIL"));
    assertThat(ask(of(NONE, NONE)).verdict()).isEqualTo(Verdict.AMBIGUOUS);
  }

  @Test
  void aChainMustBeginWithTheProviderThatTheRecordNames() {
    var github = trail.root("ASIAHUB", "ci", "repo:acme/web", START, GITHUB);
    trail.link(caller(github.session()), "ASIAHOP", "AROAHOP", "hop", START.plusSeconds(1));
    var hop =
        caller(
            "AROAHOP:hop",
            Optional.of("ASIAHOP"),
            Optional.of(START.plusSeconds(1)),
            Optional.of(PULUMI));

    isMissing(hop);
  }

  @Test
  void aChainWhoseTopIsUnknownContradictsNothing() {
    var unknown = caller("AROALOST:x", Optional.of("ASIALOST"), Optional.of(START), NONE);
    trail.link(unknown, "ASIAHOP", "AROAHOP", "pulumi-deployments", START.plusSeconds(1));
    var hop =
        caller(
            "AROAHOP:pulumi-deployments",
            Optional.of("ASIAHOP"),
            Optional.of(START.plusSeconds(1)),
            Optional.of(PULUMI));

    isMissing(hop);
    assertThat(ask(hop).chain()).hasSize(1);
  }

  @Test
  void samlSessionOfThatSecondFitsAsWell() {
    web();
    var saml =
        new Caller(
            Optional.of("SAMLUser"),
            Optional.of(new PrincipalId("abc:mallory")),
            Optional.empty(),
            NONE,
            NONE,
            Optional.empty(),
            NONE,
            NONE);
    trail.link(saml, "ASIASAML", "AROADEPLOY", "pulumi", START);

    assertThat(ask(forwarded(of(NONE, NONE))).verdict()).isEqualTo(Verdict.AMBIGUOUS);
    assertThat(ask(of(Optional.of("ASIASAML"), NONE)).verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void assumedRoleArnStandsForAnAbsentPrincipal() {
    web();
    var arn = "arn:aws:sts::111122223333:assumed-role/AROADEPLOY/pulumi";
    var known =
        new Caller(
            NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.of(arn),
            NONE,
            Optional.of(START),
            Optional.of(PULUMI),
            NONE);

    isProven(known, "web");
    var keyOnly =
        new Caller(
            Optional.of("AssumedRole"),
            Optional.empty(),
            Optional.of(new AccessKeyId("ASIAWEB")),
            NONE,
            NONE,
            Optional.empty(),
            NONE,
            NONE);
    isProven(keyOnly, "web");
  }

  @Test
  void rootOfAnotherAccountIsTheSessionThatAssumedIt() {
    var root = trail.root("ASIAWEB", "pulumi", subject("acme/web/prod"), START);
    var assumed =
        new Session(
            new AccessKeyId("ASIAROOT"),
            new PrincipalId("444455556666"),
            NONE,
            NONE,
            START.plusSeconds(10),
            START.plusSeconds(910),
            List.of(),
            NONE);
    trail.index.add(
        new Link(
            trail.event("AssumeRoot", START.plusSeconds(10)), assumed, caller(root.session())));

    isProven(asRoot(Optional.of("ASIAROOT"), Optional.of(START.plusSeconds(10))), "web");
    // The root user of that account calls under the same principal id.
    assertThat(ask(asRoot(NONE, Optional.empty())).verdict()).isEqualTo(Verdict.NONE);
    assertThat(ask(asRoot(Optional.of("ASIAUSER"), Optional.empty())).verdict())
        .isEqualTo(Verdict.NONE);
  }

  private static Caller asRoot(Optional<String> key, Optional<Instant> created) {
    return new Caller(
        Optional.of("Root"),
        Optional.of(new PrincipalId("444455556666")),
        key.map(AccessKeyId::new),
        Optional.of("arn:aws:iam::444455556666:root"),
        Optional.of("444455556666"),
        created,
        NONE,
        NONE);
  }

  @Test
  void copiesThatShareAnEventAreOneSessionWhateverTheirTimes() {
    var root = trail.root("ASIAWEB", "pulumi", subject("acme/web/prod"), START);
    var source = copy("e-source", START.plusSeconds(10), caller(root.session()));
    var target = copy("e-target", START.plusSeconds(13), Trail.half(root.session()));

    for (var created : List.of(source, target)) {
      var caller = caller(created.session());
      isProven(caller, "web");
      assertThat(ask(caller).warnings()).containsExactly(Warning.STATIC_NAME);
      isProven(
          caller("AROATARGET:hop", NONE, Optional.of(created.session().issuedAt()), NONE), "web");
    }
  }

  private Link copy(String event, Instant at, Caller buyer) {
    var session = Trail.session("ASIAHOP", "AROATARGET", "hop", at);
    var link =
        new Link(
            Trail.event(
                event,
                "sts.amazonaws.com",
                "AssumeRole",
                at,
                Optional.of("shared-1"),
                Optional.empty()),
            session,
            buyer);
    trail.index.add(link);
    return link;
  }
}
