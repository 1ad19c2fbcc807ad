package io.deploytrail.trust;

import io.deploytrail.pulumi.ProviderArn;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whom a statement speaks of: identity providers, AWS principals, and the services and canonical
/// users that are no web identity's business.
public record Principals(List<String> federated, List<String> aws, List<String> others) {
  public static final String EVERYBODY = "*";

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|arn:[a-z-]+:iam::\\d{12}:root");

  public Principals {
    federated = List.copyOf(federated);
    aws = List.copyOf(aws);
    others = List.copyOf(others);
  }

  /// Whether a web identity is one of them.
  ///
  /// A provider lets in by its whole ARN, and only to roles of its own account. What IAM makes of
  /// `{"Federated":"*"}`, and of a `Deny` to all of AWS or to an account, is not proven.
  Decision include(Try asked, Effect effect) {
    var provider = asked.provider();
    if (federated.contains(provider.text()) && isOfRolesAccount(asked)) {
      return Decision.YES;
    }
    var undecided =
        federated.contains(EVERYBODY)
            || (effect == Effect.DENY
                && aws.stream()
                    .anyMatch(name -> name.equals(EVERYBODY) || ACCOUNT.matcher(name).matches()));
    return undecided ? Decision.UNDECIDED : Decision.NO;
  }

  private static boolean isOfRolesAccount(Try asked) {
    return asked
        .role()
        .flatMap(RoleArn::parse)
        .map(role -> role.account().equals(asked.provider().account()))
        .orElse(true);
  }

  /// The OIDC providers among them.
  public List<ProviderArn> providers() {
    return federated.stream().flatMap(name -> ProviderArn.parse(name).stream()).toList();
  }

  /// Whether some of them present tokens: providers of OIDC, not of SAML.
  public boolean isOfWebIdentities() {
    return federated.stream().anyMatch(name -> !name.contains(":saml-provider/"));
  }

  public List<String> all() {
    return Stream.of(federated, aws, others).flatMap(List::stream).toList();
  }
}
