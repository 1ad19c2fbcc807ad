package io.deploytrail.athena;

import java.util.List;

/// The stack parameters that views take.
record Configuration(
    List<String> providers,
    List<String> organizations,
    List<String> templates,
    List<String> damagedFiles) {
  /// What a stack has that gives none.
  static final Configuration DEFAULT =
      new Configuration(List.of("api.pulumi.com/oidc"), List.of(), List.of(), List.of());

  Configuration {
    providers = List.copyOf(providers);
    organizations = List.copyOf(organizations);
    templates = List.copyOf(templates);
    damagedFiles = List.copyOf(damagedFiles);
  }

  Configuration withProviders(String... providers) {
    return new Configuration(List.of(providers), organizations, templates, damagedFiles);
  }

  Configuration withTemplates(String... templates) {
    return new Configuration(providers, organizations, List.of(templates), damagedFiles);
  }

  Configuration withOrganizations(String... organizations) {
    return new Configuration(providers, List.of(organizations), templates, damagedFiles);
  }

  Configuration withDamagedFiles(String... damagedFiles) {
    return new Configuration(providers, organizations, templates, List.of(damagedFiles));
  }

  /// The SQL with the parameters in the places that CloudFormation's `Fn::Sub` fills.
  String fill(String sql) {
    return sql.replace("${Providers}", String.join(" ", providers))
        .replace("${Organizations}", String.join(" ", organizations))
        .replace("${SessionNameTemplates}", String.join(" ", templates))
        .replace("${DamagedFiles}", String.join("', '", damagedFiles));
  }
}
