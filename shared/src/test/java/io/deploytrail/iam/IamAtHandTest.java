package io.deploytrail.iam;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.deploytrail.refusals.GivenPolicies;
import io.deploytrail.refusals.ProviderAtHand;
import io.deploytrail.refusals.ProviderAtHand.HeldProvider;
import io.deploytrail.refusals.ProviderAtHand.MissingProvider;
import io.deploytrail.refusals.ProviderAtHand.ProviderNotRead;
import io.deploytrail.refusals.RoleAtHand;
import io.deploytrail.refusals.RoleAtHand.HeldRole;
import io.deploytrail.refusals.RoleAtHand.MissingRole;
import io.deploytrail.refusals.RoleAtHand.RoleNotRead;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

/// What IAM says of roles and providers, over HTTP.
final class IamAtHandTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/ci/deploy";
  private static final String ELSEWHERE = "arn:aws:iam::444455556666:role/ci/deploy";
  private static final String NAME = "api.pulumi.com/oidc";
  private static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/" + NAME;
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

  private final WireMockServer server =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

  private IamAtHand iam =
      new IamAtHand(
          _ -> {
            throw new AssertionError("not started");
          },
          Clock.systemUTC());

  @BeforeEach
  void start() {
    server.start();
    var client =
        IamClient.builder()
            .region(IamAtHand.region("aws"))
            .endpointOverride(URI.create(server.baseUrl()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "x")))
            .overrideConfiguration(
                requests -> requests.retryStrategy(retry -> retry.maxAttempts(1)))
            .build();
    iam = new IamAtHand(_ -> client, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private void answers(String action, int status, String answer) {
    server.stubFor(
        post(anyUrl())
            .withRequestBody(containing("Action=" + action + "&"))
            .willReturn(aResponse().withStatus(status).withBody(answer)));
  }

  private void fails(String action, int status, String code) {
    answers(
        action,
        status,
        "<ErrorResponse><Error><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
            .formatted(code));
  }

  private void holdsRole(String arn) {
    answers(
        "GetRole",
        200,
        """
        <GetRoleResponse><GetRoleResult><Role><Arn>%s</Arn><RoleName>deploy</RoleName>
        <CreateDate>2026-01-02T03:04:05Z</CreateDate>
        <AssumeRolePolicyDocument>%%7B%%22Statement%%22%%3A%%5B%%5D%%7D</AssumeRolePolicyDocument>
        </Role></GetRoleResult></GetRoleResponse>
        """
            .formatted(arn));
  }

  private void listsProviders(String... arns) {
    answers(
        "ListOpenIDConnectProviders",
        200,
        "<ListOpenIDConnectProvidersResponse><ListOpenIDConnectProvidersResult><OpenIDConnectProviderList>"
            + Stream.of(arns)
                .map(arn -> "<member><Arn>" + arn + "</Arn></member>")
                .collect(Collectors.joining())
            + "</OpenIDConnectProviderList></ListOpenIDConnectProvidersResult></ListOpenIDConnectProvidersResponse>");
  }

  private void holdsProvider(String... audiences) {
    answers(
        "GetOpenIDConnectProvider",
        200,
        "<GetOpenIDConnectProviderResponse><GetOpenIDConnectProviderResult><CreateDate>2026-01-02T03:04:05Z</CreateDate><ClientIDList>"
            + Stream.of(audiences)
                .map(audience -> "<member>" + audience + "</member>")
                .collect(Collectors.joining())
            + "</ClientIDList></GetOpenIDConnectProviderResult></GetOpenIDConnectProviderResponse>");
  }

  private void verifyNotRead(RoleAtHand role, String... sentences) {
    assertThat(role)
        .isInstanceOfSatisfying(
            RoleNotRead.class,
            notRead -> assertThat(notRead.reason().orElseThrow()).contains(sentences));
  }

  private void verifyNotRead(ProviderAtHand provider, String... sentences) {
    assertThat(provider)
        .isInstanceOfSatisfying(
            ProviderNotRead.class,
            notRead -> assertThat(notRead.reason().orElseThrow()).contains(sentences));
  }

  private int requests() {
    return server.countRequestsMatching(postRequestedFor(anyUrl()).build()).getCount();
  }

  @Test
  void aRoleIsReadOnceByItsNameWithoutItsPath() {
    holdsRole(ROLE);

    var read = iam.ofRole(ROLE);

    assertThat(read).isEqualTo(new HeldRole(ROLE, CREATED, "%7B%22Statement%22%3A%5B%5D%7D", NOW));
    assertThat(iam.ofRole(ROLE)).isSameAs(read);
    assertThat(requests()).isEqualTo(1);
    assertThat(server.getAllServeEvents().getFirst().getRequest().getBodyAsString())
        .contains("RoleName=deploy")
        .doesNotContain("ci%2F");
  }

  @Test
  void whatIsNoRolesArnIsNotAsked() {
    assertThat(iam.ofRole("deploy")).isEqualTo(new RoleNotRead(Optional.empty()));
    assertThat(requests()).isZero();
  }

  @Test
  void aRoleIsMissingInTheAccountThatTheProvidersAreOf() {
    fails("GetRole", 404, "NoSuchEntity");
    listsProviders(PROVIDER);

    assertThat(iam.ofRole(ROLE)).isEqualTo(new MissingRole(NOW));
    verifyNotRead(iam.ofRole(ELSEWHERE), "of account 111122223333, and the role of 444455556666");
  }

  @Test
  void aRoleIsNotMissingWhereNothingSaysTheAccount() {
    fails("GetRole", 404, "NoSuchEntity");
    listsProviders();
    verifyNotRead(iam.ofRole(ROLE), "does not say whether it is that of account 111122223333");

    fails("ListOpenIDConnectProviders", 403, "AccessDenied");
    start();
    verifyNotRead(iam.ofRole(ROLE), "does not say whether it is that of account 111122223333");
  }

  @Test
  void aRoleOfThatNameInTheCredentialsOwnAccountIsAnother() {
    holdsRole(ROLE);

    verifyNotRead(iam.ofRole(ELSEWHERE), "of account 111122223333, and the role of 444455556666");
    assertThat(iam.ofRole(ROLE)).isInstanceOf(HeldRole.class);
  }

  @Test
  void otherAccountsAreNotAskedOnceTheAccountIsKnown() {
    holdsRole(ROLE);
    assertThat(iam.ofRole(ROLE)).isInstanceOf(HeldRole.class);

    verifyNotRead(iam.ofRole(ELSEWHERE), "444455556666");
    verifyNotRead(iam.ofProvider(ELSEWHERE, NAME), "444455556666");
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void aPermissionThatIsMissingIsNamed() {
    fails("GetRole", 403, "AccessDenied");

    verifyNotRead(iam.ofRole(ROLE), "lack the permission iam:GetRole on " + ROLE);
  }

  @Test
  void otherFailuresPropagate() {
    fails("GetRole", 403, "ExpiredToken");

    assertThatThrownBy(() -> iam.ofRole(ROLE)).isInstanceOf(IamException.class);
  }

  @Test
  void aProviderIsReadOnce() {
    listsProviders("arn:aws:iam::111122223333:oidc-provider/other.example.com", PROVIDER);
    holdsProvider("acme", "aws:acme");

    var read = iam.ofProvider(ROLE, NAME);

    assertThat(read).isEqualTo(new HeldProvider(CREATED, List.of("acme", "aws:acme"), NOW));
    assertThat(iam.ofProvider(ROLE, NAME)).isSameAs(read);
    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void aProviderIsMissingBesideThoseOfItsHost() {
    listsProviders(
        "arn:aws:iam::111122223333:oidc-provider/other.example.com",
        "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com");

    assertThat(iam.ofProvider(ROLE, NAME))
        .isEqualTo(new MissingProvider(List.of("api.pulumi.com"), NOW));
  }

  @Test
  void aProviderOfAnAccountWithoutAnyIsMissingIfTheRoleSaysTheAccount() {
    listsProviders();
    holdsRole(ROLE);
    assertThat(iam.ofProvider(ROLE, NAME)).isEqualTo(new MissingProvider(List.of(), NOW));
    verifyNotRead(iam.ofProvider(ELSEWHERE, NAME), "444455556666");
  }

  @Test
  void aProviderIsNotMissingWhereNothingSaysTheAccount() {
    listsProviders();
    fails("GetRole", 404, "NoSuchEntity");

    verifyNotRead(
        iam.ofProvider(ROLE, NAME), "does not say whether it is that of account 111122223333");
  }

  @Test
  void aProviderOfTheCredentialsOwnAccountIsNotAnothers() {
    listsProviders(PROVIDER);

    verifyNotRead(iam.ofProvider(ELSEWHERE, NAME), "444455556666");
  }

  @Test
  void permissionsOnProvidersThatAreMissingAreNamed() {
    fails("ListOpenIDConnectProviders", 403, "AccessDenied");
    verifyNotRead(iam.ofProvider(ROLE, NAME), "iam:ListOpenIDConnectProviders on *");

    start();
    listsProviders(PROVIDER);
    fails("GetOpenIDConnectProvider", 403, "AccessDenied");
    verifyNotRead(iam.ofProvider(ROLE, NAME), "iam:GetOpenIDConnectProvider on " + PROVIDER);
  }

  @Test
  void aFunctionReadsIamOnlyIfItsVariableSaysSo() {
    for (var environment : List.of(Map.<String, String>of(), Map.of("READ_IAM", "false"))) {
      assertThat(IamAtHand.fromEnvironment(environment).get()).isSameAs(GivenPolicies.NONE);
    }
    var reading = IamAtHand.fromEnvironment(Map.of("READ_IAM", "true"));
    assertThat(reading.get()).isInstanceOf(IamAtHand.class).isNotSameAs(reading.get());
  }

  @Test
  void partitionsHaveARegionOfTheirIam() {
    assertThat(IamAtHand.region("aws-cn").id()).isEqualTo("aws-cn-global");
    assertThat(IamAtHand.region("aws-us-gov").id()).isEqualTo("aws-us-gov-global");
  }
}
