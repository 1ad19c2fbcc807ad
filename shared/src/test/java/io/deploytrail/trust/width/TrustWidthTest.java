package io.deploytrail.trust.width;

import static io.deploytrail.trust.width.MadeUpPolicies.allow;
import static io.deploytrail.trust.width.MadeUpPolicies.allowing;
import static io.deploytrail.trust.width.MadeUpPolicies.statement;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.deploytrail.trust.Decision;
import io.deploytrail.trust.SharedProvider;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustWidthTest {
  private static TrustWidth width(TrustPolicy policy) {
    return TrustWidth.of(policy, RatedRole.UNKNOWN);
  }

  /// In all: Deployments, environments, customer managed keys, others.
  private static String all(TrustWidth width) {
    return width.width()
        + ": "
        + width.widths().values().stream()
            .map(ofKind -> ofKind.width().toString())
            .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          *     | deploy:org:acme:project:web:stack:prod:operation:update:scope:write | STACK_AND_OPERATION
          acme  | deploy:org:acme:project:web:stack:prod:operation:update:scope:write | STACK_AND_OPERATION
          acme  | deploy:org:acme:project:web:stack:prod:operation:update:scope:*     | STACK_AND_OPERATION
          acme  | deploy:org:acme:project:web:stack:prod:operation:*:scope:write      | STACK
          acme  | deploy:org:acme:project:web:stack:prod:*                            | STACK
          acme  | deploy:org:acme:project:web:stack:prod*                             | PROJECT
          acme  | deploy:org:acme:project:web:stack:prod?:operation:*                 | PROJECT
          acme  | deploy:org:acme:project:web:stack:*:operation:update:*              | OPERATION
          acme  | deploy:org:acme:project:web:*                                       | PROJECT
          acme  | deploy:org:acme:project:web*                                        | ORGANIZATION_AND_KIND
          acme  | deploy:org:acme:project:web-*:stack:prod:*                          | ORGANIZATION_AND_KIND
          acme  | deploy:org:acme:project:*:stack:*:operation:preview:scope:write     | OPERATION
          acme  | deploy:org:acme:project:*:stack:*:operation:*:scope:write           | ORGANIZATION_AND_KIND
          acme  | deploy:org:acme:*prod*                                              | ORGANIZATION_AND_KIND
          acme  | deploy:*                                                            | ORGANIZATION_AND_KIND
          acme  | d*                                                                  | ORGANIZATION
          acme  | *                                                                   | ORGANIZATION
          *     | deploy:org:acme:*                                                   | ORGANIZATION_AND_KIND
          *     | deploy:org:acme*                                                    | SEVERAL_ORGANIZATIONS
          acme* | deploy:org:acme*                                                    | SEVERAL_ORGANIZATIONS
          a*    | deploy:org:*e:project:web:*                                         | SEVERAL_ORGANIZATIONS
          acm?  | deploy:org:ac??:project:web:*                                       | SEVERAL_ORGANIZATIONS
          ac??  | deploy:org:acme:project:web:*                                       | PROJECT
          **    | deploy:org:*:project:web:*                                          | ANY_ORGANIZATION
          ??*   | deploy:org:*:project:web:*                                          | ANY_ORGANIZATION
          acme  | deploy:org:globex:*                                                 | NOBODY
          Acme  | deploy:org:acme:*                                                   | NOBODY
          acme  | deploy:org:acme:project:we b:*                                      | NOBODY
          acme  | deploy:org:acme:project:web:stack:prod:operation:Update:*           | NOBODY
          aws:acme | deploy:org:acme:*                                                | NOBODY
          aws:acme | environments:org:acme:env:web/prod                               | ENVIRONMENT
          aws:acme | environments:org:acme:env:web/*                                  | PROJECT
          aws:acme | environments:org:acme:env:web/prod*                              | PROJECT
          aws:acme | environments:org:acme:env:*/prod                                 | ORGANIZATION_AND_KIND
          aws:acme | environments:org:acme:env:*                                      | ORGANIZATION_AND_KIND
          aws:acme | environments:org:acme:env:<yaml>                                 | ORGANIZATION_AND_KIND
          aws:acme | environments:org:acme:env:web/prod:<yaml>                        | ENVIRONMENT
          acme     | environments:org:acme:env:core                                   | ENVIRONMENT
          acme     | environments:org:acme:env:*                                      | ORGANIZATION_AND_KIND
          acme     | environments:org:acme:env:web/*                                  | NOBODY
          aws:acme | environments:pulumi.organization.login:acme                      | ORGANIZATION_AND_KIND
          aws:acme | environments:pulumi.organization.login:acme:*                    | ORGANIZATION_AND_KIND
          aws:acme | environments:pulumi.organization.login:acme:pulumi.user.login:jane | ORGANIZATION_AND_KIND
          aws:acme | environments:pulumi.organization.login:acme:team:web             | ORGANIZATION_AND_KIND
          aws:acme | environments:pulumi.organization.login:acme:currentEnvironment.name:web/prod   | ENVIRONMENT
          aws:acme | environments:pulumi.organization.login:acme:currentEnvironment.name:web/prod:* | ENVIRONMENT
          aws:acme | environments:pulumi.organization.login:acme:currentEnvironment.name:web/*      | PROJECT
          aws:acme | environments:pulumi.organization.login:acme:rootEnvironment.name:base/login    | ENVIRONMENT
          aws:acme | cmk:pulumi.organization.login:acme                               | ORGANIZATION_AND_KIND
          aws:*    | cmk:pulumi.organization.login:acme                               | ORGANIZATION_AND_KIND
          aws:*    | cmk:*                                                            | ANY_ORGANIZATION
          aws:acme | insights:account                                                 | ORGANIZATION_AND_KIND
          aws:acme | insights:*                                                       | ORGANIZATION_AND_KIND
          """)
  void ratesOneKind(String audience, String subject, Width expected) {
    var width =
        width(allowing(MadeUpPolicies.claims("~" + audience + "~", "~pulumi:" + subject + "~")));
    assertThat(width.width()).as(all(width)).isEqualTo(expected);
    assertThat(width.isExact()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {~StringEquals~: {~P:aud~: ~acme~}}                              | ORGANIZATION: ORGANIZATION ORGANIZATION NOBODY ORGANIZATION
          {~StringEquals~: {~P:aud~: ~aws:acme~}}                          | ORGANIZATION: NOBODY ORGANIZATION ORGANIZATION ORGANIZATION
          {~StringEquals~: {~P:aud~: [~acme~, ~aws:acme~]}}                | ORGANIZATION: ORGANIZATION ORGANIZATION ORGANIZATION ORGANIZATION
          {~StringEquals~: {~P:aud~: [~acme~, ~globex~]}}                  | SEVERAL_ORGANIZATIONS: SEVERAL_ORGANIZATIONS SEVERAL_ORGANIZATIONS NOBODY SEVERAL_ORGANIZATIONS
          {~StringEquals~: {~P:aud~: [~acme~, ~aws:globex~]}}              | SEVERAL_ORGANIZATIONS: ORGANIZATION SEVERAL_ORGANIZATIONS ORGANIZATION SEVERAL_ORGANIZATIONS
          {~StringEquals~: {~P:aud~: ~acm*~}}                              | NOBODY: NOBODY NOBODY NOBODY NOBODY
          {~StringEqualsIgnoreCase~: {~P:aud~: ~acme~}}                    | SEVERAL_ORGANIZATIONS: SEVERAL_ORGANIZATIONS SEVERAL_ORGANIZATIONS NOBODY SEVERAL_ORGANIZATIONS
          {~StringNotEquals~: {~P:aud~: ~acme~}}                           | ANY_ORGANIZATION: ANY_ORGANIZATION ANY_ORGANIZATION ANY_ORGANIZATION ANY_ORGANIZATION
          {~StringLikeIfExists~: {~P:aud~: ~acme~}}                        | ORGANIZATION: ORGANIZATION ORGANIZATION NOBODY ORGANIZATION
          {~ForAllValues:StringLike~: {~P:aud~: ~acme~}}                   | ORGANIZATION: ORGANIZATION ORGANIZATION NOBODY ORGANIZATION
          {~ForAllValues:StringLike~: {~P:auds~: ~acme~}}                  | ANY_ORGANIZATION: ANY_ORGANIZATION ANY_ORGANIZATION ANY_ORGANIZATION ANY_ORGANIZATION
          {~StringLike~: {~P:auds~: ~acme~}}                               | NOBODY: NOBODY NOBODY NOBODY NOBODY
          {~Null~: {~P:sub~: ~true~}}                                      | NOBODY: NOBODY NOBODY NOBODY NOBODY
          {~Null~: {~P:sub~: ~false~}, ~StringEquals~: {~P:oaud~: ~acme~}} | ORGANIZATION: ORGANIZATION ORGANIZATION NOBODY ORGANIZATION
          {~StringEquals~: {~P:aud~: ~acme~, ~sts:RoleSessionName~: ~a~}}  | ORGANIZATION: ORGANIZATION ORGANIZATION NOBODY ORGANIZATION
          {~StringLike~: {~P:sub~: ~*${*}*~}}                              | ANY_ORGANIZATION: NOBODY ANY_ORGANIZATION NOBODY ANY_ORGANIZATION
          {~StringLike~: {~P:aud~: ~acme~, ~P:sub~: ~pulumi:deploy:org:${P:aud}:*~}} | ORGANIZATION: ORGANIZATION ORGANIZATION NOBODY ORGANIZATION
          """)
  void ratesEachKind(String condition, String expected) {
    assertThat(all(width(allowing(condition)))).isEqualTo(expected);
  }

  @Test
  void statementsAreRatedTogether() {
    var stack = "pulumi:deploy:org:acme:project:web:stack:%s:*";
    var prod = MadeUpPolicies.claims("~acme~", "~" + stack.formatted("prod") + "~");
    var dev = MadeUpPolicies.claims("~acme~", "~" + stack.formatted("dev") + "~");
    assertThat(width(allowing(prod, dev)).width()).isEqualTo(Width.STACK);
    assertThat(all(width(allowing(prod, "{~StringEquals~: {~P:aud~: ~aws:acme~}}"))))
        .isEqualTo("ORGANIZATION: STACK ORGANIZATION ORGANIZATION ORGANIZATION");
    assertThat(
            all(
                width(
                    allowing(
                        prod,
                        MadeUpPolicies.claims(
                            "~aws:globex~", "~pulumi:environments:org:globex:env:web/prod~")))))
        .isEqualTo("SEVERAL_ORGANIZATIONS: STACK ENVIRONMENT NOBODY NOBODY");
  }

  @Test
  void denialsAreTakenOff() {
    var acme = allow("{~StringEquals~: {~P:aud~: [~acme~, ~globex~]}}");
    var deniesOther = statement("Deny", "{~StringNotEquals~: {~P:aud~: ~acme~}}");
    var deniesOthers =
        statement("Deny", "{~StringNotLike~: {~P:sub~: ~pulumi:deploy:org:*:project:web:*~}}");
    var deniesAll = statement("Deny", "{}");
    assertThat(width(MadeUpPolicies.of(acme, deniesOther)).width()).isEqualTo(Width.ORGANIZATION);
    assertThat(width(MadeUpPolicies.of(deniesOthers, acme, deniesOther)).width())
        .isEqualTo(Width.PROJECT);
    assertThat(width(MadeUpPolicies.of(acme, deniesAll)).width()).isEqualTo(Width.NOBODY);
  }

  @Test
  void roleOfAnotherAccountLetsNobodyIn() {
    var policy = allowing("{~StringEquals~: {~P:aud~: ~acme~}}");
    var role = "arn:aws:iam::%s:role/deployments";
    var providers = List.of(SharedProvider.PULUMI);
    assertThat(
            TrustWidth.of(
                    policy, new RatedRole(Optional.of(role.formatted("111122223333")), providers))
                .width())
        .isEqualTo(Width.ORGANIZATION);
    assertThat(
            TrustWidth.of(
                    policy, new RatedRole(Optional.of(role.formatted("444455556666")), providers))
                .width())
        .isEqualTo(Width.NOBODY);
  }

  @Test
  void organizationsAreListedWhereTheyAreBounded() {
    assertThat(width(allowing("{~StringEquals~: {~P:aud~: [~globex~, ~aws:acme~]}}")))
        .extracting(TrustWidth::organizations)
        .isEqualTo(List.of("acme", "globex"));
    assertThat(width(allowing("{~StringLike~: {~P:aud~: [~globex~, ~aws:acme*~]}}")))
        .extracting(TrustWidth::organizations)
        .isEqualTo(List.of());
  }

  @Test
  void whatIsLetInIsShown() {
    var policy = allowing(MadeUpPolicies.claims("~acme*~", "~pulumi:deploy:org:acme*~"));
    var witness =
        requireNonNull(width(policy).widths().get(TokenKind.DEPLOYMENT)).witness().orElseThrow();
    assertThat(witness)
        .isEqualTo(
            new MintedToken(
                "acmex", "pulumi:deploy:org:acmex:project:x:stack:x:operation:x:scope:write"));
    assertThat(
            policy.decide(Try.of(MadeUpPolicies.PROVIDER, witness.audience(), witness.subject())))
        .isEqualTo(Decision.YES);
  }

  private static String values(int count, String value) {
    return IntStream.range(0, count)
        .mapToObj(number -> "~" + value.formatted(number) + "~")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*?", "?", "*a?", "*a*b?", "*"})
  void hostilePatternsEndSoon(String pattern) {
    var hostile = "~" + pattern.repeat(2048 / pattern.length()) + "~";
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(width(allowing(MadeUpPolicies.claims("~acme~", hostile))).organizations())
              .isSubsetOf("acme");
          width(allowing(MadeUpPolicies.claims(hostile, hostile)));
        });
  }

  @Test
  void whatIsTooManyIsTakenForLetIn() {
    // Each pattern may have been met or not: two to the power of 60.
    var policy = allowing(MadeUpPolicies.claims("~acme~", values(60, "*p%02d*q")));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          var width = width(policy);
          assertThat(width.isExact()).isFalse();
          assertThat(width.width()).isEqualTo(Width.ORGANIZATION);
          assertThat(width.organizations()).containsExactly("acme");
        });
  }

  @Test
  void longListsAreExact() {
    var stacks = values(90, "pulumi:deploy:org:acme:project:p%d:stack:prod:*");
    var width = width(allowing(MadeUpPolicies.claims("~acme~", stacks)));
    assertThat(width.isExact()).isTrue();
    assertThat(width.width()).isEqualTo(Width.STACK);
  }
}
