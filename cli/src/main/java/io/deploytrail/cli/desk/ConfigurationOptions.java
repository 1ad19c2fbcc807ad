package io.deploytrail.cli.desk;

import io.deploytrail.cli.preferences.Preferences;
import io.deploytrail.cli.preferences.Preferred;
import io.deploytrail.questions.AskedTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that describe one's own Pulumi set-up.
public final class ConfigurationOptions {
  @Preferred
  @Option(
      names = "--template",
      paramLabel = "<template>",
      split = "\n",
      description =
          "A session-name template that the stacks use, such as '$${project.name}-$${deployment.id}'; repeatable.")
  private List<String> templates = new ArrayList<>();

  @Preferred
  @Option(
      names = "--organization",
      paramLabel = "<name>",
      split = "\n",
      description =
          "An own Pulumi organization; sessions of others are marked FOREIGN_ORGANIZATION; repeatable.")
  private List<String> organizations = new ArrayList<>();

  @Preferred
  @Option(
      names = "--provider",
      paramLabel = "<name>",
      split = "\n",
      description =
          "Pulumi's OIDC provider as IAM names it (default: api.pulumi.com/oidc); repeatable.")
  private List<String> providers = new ArrayList<>();

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /// How times are read: `now` stands still.
  public AskedTime times() {
    return new AskedTime(
        Clock.fixed(Instant.now(), ZoneOffset.UTC), Preferences.ofProcess().zone());
  }

  /// What was typed, and not set before.
  public Settings typed() {
    return new Settings(
        typed("--template", templates),
        typed("--organization", organizations),
        typed("--provider", providers));
  }

  private List<String> typed(String option, List<String> values) {
    return spec.commandLine().getParseResult().hasMatchedOption(option) ? values : List.of();
  }

  /// What the options say.
  public Settings settings() {
    return new Settings(templates, organizations, providers);
  }
}
