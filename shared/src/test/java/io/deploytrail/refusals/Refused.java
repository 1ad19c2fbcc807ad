package io.deploytrail.refusals;

import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.PROVIDER;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.event;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.trust.PolicyDocuments;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import io.deploytrail.trust.refusal.TryAnswer;
import io.deploytrail.trust.refusal.TryAnswer.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A refused attempt to vary in tests, and policies for its role.
final class Refused {
  static final String ROLE = "arn:aws:iam::111122223333:role/ci/deploy";
  static final String DEV = SUBJECT.replace("stack:prod", "stack:dev");
  static final Instant LONG_BEFORE = NOW.minusSeconds(86_400);
  static final Instant JUST_BEFORE = NOW.minusSeconds(59);

  private Refused() {}

  static String admitting(String subject) {
    return admitting(subject, "");
  }

  static String admitting(String subject, String more) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"%s"},
     "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{
      "api.pulumi.com/oidc:aud":"acme","api.pulumi.com/oidc:sub":"%s"%s}}}]}
    """
        .formatted(PROVIDER, subject, more);
  }

  static DeniedAttempt attempt() {
    return attempt("AccessDenied", "An unknown error occurred");
  }

  static DeniedAttempt attempt(String errorCode, String message) {
    return attempt(NOW, SUBJECT, errorCode, message);
  }

  static DeniedAttempt attempt(Instant at, String subject, String errorCode, String message) {
    return new DeniedAttempt(
        event("d1", at),
        new WebIdentity(PROVIDER, "acme", subject),
        Optional.of(ROLE),
        Optional.of("web-v3"),
        errorCode,
        Optional.of(message),
        Optional.of("203.0.113.7"),
        Optional.of("aws-sdk-go-v2/1.30.3"));
  }

  /// The same try, by that agent from that address.
  static DeniedAttempt attempt(String eventId, String sourceIpAddress, String userAgent) {
    var usual = attempt();
    return new DeniedAttempt(
        event(eventId, NOW),
        usual.identity(),
        usual.role(),
        usual.roleSessionName(),
        usual.errorCode(),
        usual.errorMessage(),
        Optional.of(sourceIpAddress),
        Optional.of(userAgent));
  }

  static GivenPolicies given(String policy) {
    return new GivenPolicies("role.json", PolicyDocuments.in(policy));
  }

  static Reason reason(Cause cause, Certainty certainty) {
    return new Reason(cause, certainty);
  }

  static TryAnswer explain(SessionIndex index, DeniedAttempt attempt) {
    return explain(index, attempt, GivenPolicies.NONE);
  }

  /// For acme, whose organization it is.
  static TryAnswer explain(SessionIndex index, DeniedAttempt attempt, TrustAtHand atHand) {
    return new RefusalExplainer(index, index, atHand, Set.of("acme")).explain(attempt);
  }
}
