package io.deploytrail.trust.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.trust.Decision;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What STS's texts say: those of the STS API Reference ("AssumeRoleWithWebIdentity", Errors), and
/// those that AWS answers.
class ErrorTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 400, ExpiredTokenException: Token expired: current date/time 1795176000 must be before the expiration date/time 1795172400 | TOKEN_EXPIRED",
        "ExpiredToken: The web identity token that was passed is expired or is not valid. | TOKEN_EXPIRED",
        "PackedPolicyTooLarge: Packed policy consumes 112% of allotted space, please use smaller policy. | POLICY_TOO_LARGE",
        "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role. | DURATION_TOO_LONG",
        "ValidationError: 1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900 | DURATION_TOO_LONG",
        "ValidationError: 1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]* | SESSION_NAME_INVALID",
        "RegionDisabledException: STS is not activated in this region for account:111122223333. | REGION_DISABLED",
        "IDPCommunicationError: The request could not be fulfilled because the identity provider (IDP) could not be reached | PROVIDER_UNREACHABLE",
        "InvalidIdentityToken: Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements | PROVIDER_UNREACHABLE",
        "InvalidIdentityToken: No OpenIDConnect provider found in your account for https://api.pulumi.com/oidc | PROVIDER_MISSING",
        "InvalidIdentityToken: Incorrect token audience | AUDIENCE_NOT_REGISTERED",
        "InvalidIdentityToken: The web identity token provided could not be validated. Verify the token. | PROVIDER_MISSING",
        "InvalidIdentityToken: The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token) | TOKEN_INVALID",
        "MalformedPolicyDocument: The request was rejected because the policy document was malformed. | POLICY_ARN_MISSING",
      })
  void namesTheLikelyCause(String text, Cause cause) {
    var answer = new ErrorText(text).answer(Optional.empty());

    assertThat(answer.reason()).contains(new TryAnswer.Reason(cause, Certainty.LIKELY));
    assertThat(answer.allowed()).isEqualTo(Decision.NO);
    assertThat(new ErrorText(text).mayBePolicy()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "AccessDenied An unknown error occurred",
        "api error AccessDenied: User: arn:aws:sts::111122223333:assumed-role/a/b is not authorized to perform: sts:AssumeRoleWithWebIdentity"
      })
  void oneTextIsThatOfAllCausesOfAPolicy(String text) {
    var answer = new ErrorText(text).answer(Optional.of("role"));

    assertThat(answer.certainty()).contains(Certainty.OPEN);
    assertThat(answer.otherCauses())
        .contains(
            Cause.AUDIENCE_MISMATCH,
            Cause.WRONG_PROVIDER,
            Cause.ROLE_MISSING,
            Cause.PROPAGATION,
            Cause.ORGANIZATION_POLICY)
        .doesNotHaveDuplicates();
    assertThat(answer.role()).contains("role");
    assertThat(new ErrorText(text).mayBePolicy()).isTrue();
  }

  @Test
  void oneTextStandsForThreeThatIamsRecordsTellApart() {
    var answer =
        new ErrorText(
                "InvalidIdentityToken: The web identity token provided could not be validated.")
            .answer(Optional.empty());

    assertThat(answer.otherCauses())
        .containsExactly(Cause.AUDIENCE_NOT_REGISTERED, Cause.WRONG_PROVIDER);
  }

  @ParameterizedTest
  @CsvSource({"''", "error: resource bucket already exists", "permission problem"})
  void anyOtherTextIsUnknown(String text) {
    var answer = new ErrorText(text).answer(Optional.empty());

    assertThat(answer.reason()).isEmpty();
    assertThat(answer.allowed()).isEqualTo(Decision.UNDECIDED);
    assertThat(answer.evidence()).hasSize(1);
  }
}
