package io.deploytrail.cli.desk;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The options that describe one's own Pulumi set-up.
public final class ConfigurationOptions {
  @Option(
      names = "--template",
      paramLabel = "<template>",
      description =
          "A session-name template that the stacks use, such as '$${project.name}-$${deployment.id}'; repeatable.")
  private List<String> templates = new ArrayList<>();

  @Option(
      names = "--organization",
      paramLabel = "<name>",
      description =
          "An own Pulumi organization; sessions of others are marked FOREIGN_ORGANIZATION; repeatable.")
  private List<String> organizations = new ArrayList<>();

  @Option(
      names = "--provider",
      paramLabel = "<name>",
      description =
          "Pulumi's OIDC provider as IAM names it (default: api.pulumi.com/oidc); repeatable.")
  private List<String> providers = new ArrayList<>();

  /// What the options say.
  public Settings settings() {
    return new Settings(templates, organizations, providers);
  }
}
