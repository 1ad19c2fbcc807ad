package io.deploytrail.trust.width;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.TrustPolicy;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Trust policies for tests, written short: `P:` is the provider's prefix, `~` a quotation mark.
final class MadeUpPolicies {
  static final String ARN = "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  static final ProviderArn PROVIDER = ProviderArn.parse(ARN).orElseThrow();

  private MadeUpPolicies() {}

  /// One statement that allows, for each condition.
  static TrustPolicy allowing(String... conditions) {
    return of(Arrays.stream(conditions).map(MadeUpPolicies::allow).toArray(String[]::new));
  }

  static String allow(String condition) {
    return statement("Allow", condition);
  }

  static String statement(String effect, String condition) {
    return """
    {~Effect~: ~%s~, ~Principal~: {~Federated~: ~%s~}, ~Action~: ~sts:AssumeRoleWithWebIdentity~,
     ~Condition~: %s}\
    """
        .formatted(effect, ARN, condition);
  }

  static TrustPolicy of(String... statements) {
    return TrustPolicy.parse(
        Arrays.stream(statements)
            .collect(Collectors.joining(",\n", "{~Version~: ~2012-10-17~, ~Statement~: [", "]}"))
            .replace("P:", "api.pulumi.com/oidc:")
            .replace('~', '"'));
  }

  /// A condition on both claims.
  static String claims(String audience, String subject) {
    return "{~StringLike~: {~P:aud~: %s, ~P:sub~: %s}}".formatted(audience, subject);
  }
}
