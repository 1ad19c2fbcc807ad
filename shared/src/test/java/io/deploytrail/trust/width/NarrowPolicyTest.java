package io.deploytrail.trust.width;

import static io.deploytrail.trust.width.MadeUpPolicies.PROVIDER;
import static io.deploytrail.trust.width.MadeUpPolicies.allowing;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.trust.TrustPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NarrowPolicyTest {
  private static final List<String> OWN = List.of("acme");

  private static UsedSubject used(String audience, String subject) {
    return new UsedSubject(
        PROVIDER, audience, "pulumi:" + subject, 3, Instant.parse("2026-01-02T03:04:05Z"));
  }

  private static UsedSubject deployment(String organization, String project, String stack) {
    return used(
        organization,
        "deploy:org:%s:project:%s:stack:%s:operation:update:scope:write"
            .formatted(organization, project, stack));
  }

  private static NarrowPolicy narrow(List<UsedSubject> used, List<String> own, NarrowStep step) {
    return NarrowPolicy.of(new NarrowRequest(RatedRole.UNKNOWN, used, own, Optional.empty(), step));
  }

  private static MintedToken token(UsedSubject used) {
    return new MintedToken(used.audience(), used.subject());
  }

  @Test
  void namesWhatWasUsedByAudience() {
    var narrow =
        narrow(
            List.of(
                deployment("acme", "web", "prod"),
                used("aws:acme", "environments:org:acme:env:web/prod"),
                deployment("acme", "web", "dev"),
                deployment("acme", "web", "prod"),
                deployment("globex", "web", "prod")),
            OWN,
            NarrowStep.EXACT);

    assertThat(narrow.policies()).hasSize(1);
    assertThat(narrow.policies().getFirst().text().lines().map(String::strip).toList())
        .isEqualTo(
            """
            {
              "Version" : "2012-10-17",
              "Statement" : [ {
                "Effect" : "Allow",
                "Principal" : {
                  "Federated" : "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc"
                },
                "Action" : "sts:AssumeRoleWithWebIdentity",
                "Condition" : {
                  "StringEquals" : {
                    "api.pulumi.com/oidc:aud" : "acme",
                    "api.pulumi.com/oidc:sub" : [ "pulumi:deploy:org:acme:project:web:stack:dev:operation:update:scope:write", "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write" ]
                  }
                }
              }, {
                "Effect" : "Allow",
                "Principal" : {
                  "Federated" : "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc"
                },
                "Action" : "sts:AssumeRoleWithWebIdentity",
                "Condition" : {
                  "StringEquals" : {
                    "api.pulumi.com/oidc:aud" : "aws:acme",
                    "api.pulumi.com/oidc:sub" : [ "pulumi:environments:org:acme:env:web/prod" ]
                  }
                }
              } ]
            }
            """
                .lines()
                .map(String::strip)
                .toList());
    assertThat(narrow.wouldRefuse()).containsExactly(deployment("globex", "web", "prod"));
    assertThat(narrow.findings()).isEmpty();
    var width = TrustWidth.of(narrow.policies().getFirst(), RatedRole.UNKNOWN);
    assertThat(width.control()).isEqualTo(SharedProviderControl.MET);
    assertThat(width.width()).isEqualTo(Width.ENVIRONMENT);
    assertThat(width.findings())
        .extracting(WidthFinding::finding)
        .doesNotContain(WidthFindingCode.CROSS_PRODUCT);
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT, STACK_AND_OPERATION, false, false, false",
    "STACK, STACK, true, false, false",
    "PROJECT, PROJECT, true, true, false",
    "OPERATION, OPERATION, false, true, true",
  })
  void stepsWiden(
      NarrowStep step, Width expected, boolean destroys, boolean otherStack, boolean otherProject) {
    var narrow = narrow(List.of(deployment("acme", "web", "prod")), OWN, step);

    assertThat(TrustWidth.of(narrow.policies().getFirst(), RatedRole.UNKNOWN))
        .returns(expected, TrustWidth::width)
        .returns(SharedProviderControl.MET, TrustWidth::control);
    var destroy = token(deployment("acme", "web", "prod")).subject().replace("update", "destroy");
    assertThat(narrow.admits(PROVIDER, new MintedToken("acme", destroy))).isEqualTo(destroys);
    assertThat(narrow.admits(PROVIDER, token(deployment("acme", "web", "dev"))))
        .isEqualTo(otherStack);
    assertThat(narrow.admits(PROVIDER, token(deployment("acme", "api", "dev"))))
        .isEqualTo(otherProject);
    assertThat(narrow.admits(PROVIDER, token(deployment("acme-evil", "web", "prod")))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(NarrowStep.class)
  void signsOfPatternsInASubjectStandForThemselves(NarrowStep step) {
    var odd = used("acme", "new:*?${aws:userid}");
    var narrow = narrow(List.of(odd, deployment("acme", "web", "prod")), OWN, step);

    assertThat(narrow.admits(PROVIDER, token(odd))).isTrue();
    assertThat(narrow.admits(PROVIDER, new MintedToken("acme", "pulumi:new:ab${aws:userid}")))
        .isFalse();
  }

  @Test
  void withoutOwnOrganizationsAllAreKept() {
    var narrow =
        narrow(
            List.of(deployment("acme", "web", "prod"), deployment("globex", "web", "prod")),
            List.of(),
            NarrowStep.EXACT);

    assertThat(narrow.wouldRefuse()).isEmpty();
    assertThat(narrow.admits(PROVIDER, token(deployment("globex", "web", "prod")))).isTrue();
    assertThat(narrow.findings())
        .extracting(WidthFinding::finding)
        .containsExactly(WidthFindingCode.OWN_ORGANIZATIONS_UNKNOWN);
  }

  @Test
  void rareUsersOfThePresentPolicyAreKept() {
    var key = new MintedToken("aws:acme", "pulumi:cmk:pulumi.organization.login:acme");
    var yaml = new MintedToken("aws:acme", "pulumi:environments:org:acme:env:<yaml>");
    var present = allowing("{~StringEquals~: {~P:aud~: [~aws:acme~, ~aws:globex~]}}");
    var used = List.of(used("aws:acme", "environments:org:acme:env:web/prod"));
    var narrow =
        NarrowPolicy.of(
            new NarrowRequest(
                RatedRole.UNKNOWN, used, OWN, Optional.of(present), NarrowStep.EXACT));

    assertThat(narrow.admits(PROVIDER, key)).isTrue();
    assertThat(narrow.admits(PROVIDER, yaml)).isTrue();
    assertThat(narrow.findings())
        .extracting(WidthFinding::finding)
        .containsExactly(WidthFindingCode.KEPT_UNSEEN, WidthFindingCode.KEPT_UNSEEN);
    assertThat(narrow(used, OWN, NarrowStep.EXACT).admits(PROVIDER, key)).isFalse();
    var narrower =
        allowing(MadeUpPolicies.claims("~aws:acme~", "~pulumi:environments:org:acme:env:web/*~"));
    var again =
        NarrowPolicy.of(
            new NarrowRequest(
                RatedRole.UNKNOWN, used, OWN, Optional.of(narrower), NarrowStep.EXACT));
    assertThat(again.admits(PROVIDER, yaml)).isFalse();
    assertThat(again.findings()).isEmpty();
  }

  @Test
  void subjectOfAnotherOrganizationThanItsAudienceIsForeign() {
    var odd = used("acme", "deploy:org:globex:project:web:stack:prod:operation:update:scope:write");
    var narrow = narrow(List.of(odd), OWN, NarrowStep.EXACT);

    assertThat(narrow.wouldRefuse()).containsExactly(odd);
    assertThat(narrow.policies()).isEmpty();
  }

  @Test
  void whatDoesNotFitOneRoleTakesSeveral() {
    var used =
        IntStream.range(0, 100).mapToObj(at -> deployment("acme", "web", "stack-" + at)).toList();
    var narrow = narrow(used, OWN, NarrowStep.EXACT);

    assertThat(narrow.roles()).isBetween(4, 6);
    assertThat(narrow.policies())
        .allSatisfy(policy ->
            assertThat(policy.text().replaceAll("\\s", ""))
                .hasSizeBetween(400, TrustPolicy.MAX_LENGTH));
    assertThat(narrow.findings())
        .singleElement()
        .extracting(WidthFinding::evidence)
        .asString()
        .contains("takes " + narrow.roles() + " roles");
    assertThat(narrow(used, OWN, NarrowStep.PROJECT).roles()).isOne();
  }

  @Test
  void orderOfWhatWasUsedDoesNotMatter() {
    var used = new ArrayList<UsedSubject>();
    for (var at = 0; at < 60; at++) {
      used.add(deployment("acme", "web-" + at % 7, "stack-" + at));
      used.add(used("aws:acme", "environments:org:acme:env:web/e" + at));
    }
    var narrow = narrow(used, OWN, NarrowStep.STACK);
    Collections.shuffle(used, new Random(7));

    assertThat(narrow(used, OWN, NarrowStep.STACK).policies()).isEqualTo(narrow.policies());
  }

  /// Every session, and of each a neighbour that differs in one sign.
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void narrowestAdmitsAllUsedAndRefusesEachNeighbour(long seed) {
    var random = new Random(seed);
    var tokens = new ArrayList<>(RandomPolicies.TOKENS);
    Collections.shuffle(tokens, random);
    var used =
        tokens.subList(0, 40).stream()
            .map(token ->
                new UsedSubject(PROVIDER, token.audience(), token.subject(), 1, Instant.EPOCH))
            .toList();
    var narrow = narrow(used, OWN, NarrowStep.EXACT);

    var usedTokens = used.stream().map(NarrowPolicyTest::token).toList();
    for (var one : used) {
      assertThat(narrow.admits(PROVIDER, token(one)))
          .isEqualTo(!narrow.wouldRefuse().contains(one));
      var subject = new StringBuilder(one.subject());
      subject.setCharAt(random.nextInt(subject.length()), '%');
      assertThat(narrow.admits(PROVIDER, new MintedToken(one.audience(), subject.toString())))
          .isFalse();
    }
    for (var token : RandomPolicies.TOKENS) {
      if (!usedTokens.contains(token)) {
        assertThat(narrow.admits(PROVIDER, token)).as(token.toString()).isFalse();
      }
    }
  }

  @Test
  void manySessionsAreNarrowedInASecond() {
    var used =
        IntStream.range(0, 100_000)
            .mapToObj(at -> deployment("acme", "web", "stack-" + at % 20))
            .toList();
    narrow(used, OWN, NarrowStep.EXACT);
    var threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    narrow(used, OWN, NarrowStep.EXACT);

    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(1));
  }
}
