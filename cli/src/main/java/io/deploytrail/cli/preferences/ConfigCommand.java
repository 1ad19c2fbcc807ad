package io.deploytrail.cli.preferences;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows and sets what no command has to repeat.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Show or set what commands need not repeat.",
    footer = {
      "",
      "  deploytrail config show",
      "  deploytrail config set template '$${project.name}-$${stack.name}-$${deployment.version}'",
      "  deploytrail config set timezone Europe/Berlin --user",
      "  deploytrail config unset table",
      "",
      "A typed option counts first, then the variable DEPLOYTRAIL_<SETTING>, .deploytrail/config.toml of this folder,",
      "and deploytrail/config.toml in the user's configuration folder; lists in a variable are separated by spaces.",
      "Of template, organization and provider, what index was given counts where none of them says anything.",
      "Exit codes: 0 done, 2 wrong usage, 3 DeployTrail itself failed.",
    })
public final class ConfigCommand {
  private final Preferences preferences;

  public ConfigCommand(Preferences preferences) {
    this.preferences = requireNonNull(preferences, "preferences");
  }

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /// What is set, and where.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print every setting, and where it comes from.")
  int show() {
    var out = spec.commandLine().getOut();
    for (var preference : Preference.values()) {
      var line =
          preferences
              .find(preference)
              .map(found ->
                  "%-13s %s  (%s)"
                      .formatted(preference.key(), String.join(" ", found.values()), found.where()))
              .orElseGet(() -> "%-13s not set".formatted(preference.key()));
      out.print(Terminal.safe(line) + "\n");
    }
    out.flush();
    return ExitCodes.ANSWERED;
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Set it, in this folder or with --user for all.")
  int set(
      @Parameters(paramLabel = "<setting>", description = "One of those that show prints.")
          String key,
      @Parameters(arity = "1..*", paramLabel = "<value>", description = "Its value, or values.")
          List<String> values,
      @Option(names = "--user", description = "For all folders of this user.") boolean isUsers) {
    var preference = preference(key);
    preference.verify(values, "config set");
    preferences.file(isUsers).write(preference, values);
    return ExitCodes.ANSWERED;
  }

  @Command(
      name = "unset",
      mixinStandardHelpOptions = true,
      description = "Set it no longer, in this folder or with --user for all.")
  int unset(
      @Parameters(paramLabel = "<setting>", description = "One of those that show prints.")
          String key,
      @Option(names = "--user", description = "For all folders of this user.") boolean isUsers) {
    preferences.file(isUsers).write(preference(key), List.of());
    return ExitCodes.ANSWERED;
  }

  private static Preference preference(String key) {
    return Preference.of(key)
        .orElseThrow(() ->
            new InvalidInputException(
                "there is no setting %s; there are %s".formatted(key, Preference.keys())));
  }
}
