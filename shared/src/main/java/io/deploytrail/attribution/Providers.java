package io.deploytrail.attribution;

import java.util.List;
import java.util.Set;

/// The OIDC providers that count as Pulumi's, such as `api.pulumi.com/oidc`; compared whole, in any
/// account.
public record Providers(List<String> names) {
  private static final Set<String> PARTITIONS = Set.of("aws", "aws-cn", "aws-us-gov");
  private static final String RESOURCE = "oidc-provider/";

  /// Pulumi Cloud's provider.
  public static final Providers PULUMI_CLOUD = new Providers(List.of("api.pulumi.com/oidc"));

  public Providers {
    names = List.copyOf(names);
  }

  /// Whether that ARN, `arn:<partition>:iam::<account>:oidc-provider/<name>`, is one of these
  /// providers.
  public boolean include(String arn) {
    var parts = arn.split(":", 6);
    return parts.length == 6
        && parts[0].equals("arn")
        && PARTITIONS.contains(parts[1])
        && parts[2].equals("iam")
        && parts[3].isEmpty()
        && isAccount(parts[4])
        && parts[5].startsWith(RESOURCE)
        && names.contains(parts[5].substring(RESOURCE.length()));
  }

  private static boolean isAccount(String text) {
    return text.length() == 12 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
