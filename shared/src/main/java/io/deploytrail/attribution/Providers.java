package io.deploytrail.attribution;

import io.deploytrail.pulumi.ProviderArn;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The OIDC providers that count as Pulumi's, such as `api.pulumi.com/oidc`; compared whole, in any
/// account.
public record Providers(List<String> names) {
  private static final Pattern PULUMIS = Pattern.compile("[^/]+/oidc");

  /// Pulumi Cloud's provider.
  public static final Providers PULUMI_CLOUD = new Providers(List.of("api.pulumi.com/oidc"));

  public Providers {
    names = List.copyOf(names);
  }

  /// Whether that ARN, `arn:<partition>:iam::<account>:oidc-provider/<name>`, is one of these
  /// providers.
  public boolean include(String arn) {
    return name(arn).filter(names::contains).isPresent();
  }

  /// The one that may be meant where none of those ARNs is one of these providers: named as
  /// Pulumi's is, `<host>/oidc`.
  public Optional<String> meant(Collection<String> arns) {
    if (arns.stream().anyMatch(this::include)) {
      return Optional.empty();
    }
    return arns.stream()
        .flatMap(arn -> name(arn).stream())
        .filter(name -> PULUMIS.matcher(name).matches())
        .min(Comparator.naturalOrder());
  }

  /// The provider's name in that ARN; empty if it is none.
  public static Optional<String> name(String arn) {
    return ProviderArn.parse(arn).map(ProviderArn::name);
  }
}
