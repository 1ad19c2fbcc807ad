package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;

/// Whether the account knows Pulumi's OIDC provider, and for which audiences: organizations, letter
/// by letter.
final class ProviderCheck {
  private static final String NAME = "provider";

  /// IAM has no Region.
  private static final String EVERYWHERE = "global";

  private final IamClient iam;
  private final String provider;
  private final List<String> organizations;

  ProviderCheck(IamClient iam, String provider, List<String> organizations) {
    this.iam = iam;
    this.provider = provider;
    this.organizations = List.copyOf(organizations);
  }

  List<Finding> findings() {
    var arn =
        ask("iam:ListOpenIDConnectProviders", "*", iam::listOpenIDConnectProviders)
            .openIDConnectProviderList()
            .stream()
            .map(OpenIDConnectProviderListEntry::arn)
            .filter(candidate -> candidate.endsWith(":oidc-provider/" + provider))
            .findFirst();
    if (arn.isEmpty()) {
      return List.of(
          Finding.problem(
              NAME,
              EVERYWHERE,
              "this account has no OIDC provider "
                  + provider
                  + "; STS reads no token of it, so that refusals may leave no record either",
              "create it with template-pulumi-role.yaml, unless your deployments take roles of other accounts only"));
    }
    var audiences =
        ask(
                "iam:GetOpenIDConnectProvider",
                arn.get(),
                () ->
                    iam.getOpenIDConnectProvider(
                        request -> request.openIDConnectProviderArn(arn.get())))
            .clientIDList();
    return findings(arn.get(), audiences);
  }

  private List<Finding> findings(String arn, List<String> audiences) {
    var findings = new ArrayList<Finding>();
    for (var organization : organizations) {
      if (!audiences.contains(organization)) {
        findings.add(
            Finding.problem(
                NAME,
                EVERYWHERE,
                provider
                    + " does not admit "
                    + organization
                    + described(organization, audiences)
                    + "; STS does not even read its tokens, so that refusals may leave no record",
                "aws iam add-client-id-to-open-id-connect-provider --client-id %s --open-id-connect-provider-arn %s"
                    .formatted(organization, arn)));
      }
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              NAME,
              EVERYWHERE,
              provider
                  + " admits "
                  + String.join(", ", audiences)
                  + "; it compares organizations letter by letter"));
    }
    return findings;
  }

  private static String described(String organization, List<String> audiences) {
    return audiences.stream()
        .filter(organization::equalsIgnoreCase)
        .findFirst()
        .map(other -> "; the audience " + other + " is written otherwise and does not count")
        .orElse("; its audiences: " + String.join(", ", audiences));
  }
}
