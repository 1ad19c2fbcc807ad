package io.deploytrail.athena;

import java.util.List;

/// The stack parameters that `configuration.sql` takes.
record Configuration(List<String> providers, List<String> organizations, List<String> templates) {
  /// What a stack has that gives none.
  static final Configuration DEFAULT =
      new Configuration(List.of("api.pulumi.com/oidc"), List.of(), List.of());

  Configuration {
    providers = List.copyOf(providers);
    organizations = List.copyOf(organizations);
    templates = List.copyOf(templates);
  }

  Configuration withTemplates(String... templates) {
    return new Configuration(providers, organizations, List.of(templates));
  }

  Configuration withOrganizations(String... organizations) {
    return new Configuration(providers, List.of(organizations), templates);
  }

  /// The SQL with the parameters in the places that CloudFormation's `Fn::Sub` fills.
  String fill(String sql) {
    return sql.replace("${Providers}", String.join(" ", providers))
        .replace("${Organizations}", String.join(" ", organizations))
        .replace("${SessionNameTemplates}", String.join(" ", templates));
  }
}
