package io.deploytrail.cli.preferences;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What is set: by a variable of the environment, by the file of this folder, by the user's own
/// file; the first that says something counts, and an option that is typed before all of them.
public final class Preferences implements IDefaultValueProvider {
  private final Map<String, String> environment;
  private final PreferenceFile ofFolder;
  private final PreferenceFile ofUser;

  Preferences(Map<String, String> environment, PreferenceFile ofFolder, PreferenceFile ofUser) {
    this.environment = Map.copyOf(environment);
    this.ofFolder = requireNonNull(ofFolder, "ofFolder");
    this.ofUser = requireNonNull(ofUser, "ofUser");
  }

  /// Those of this process.
  public static Preferences ofProcess() {
    var environment = System.getenv();
    var folder = Path.of(System.getProperty("deploytrail.folder", ""));
    var own = System.getProperty("deploytrail.configuration");
    return new Preferences(
        environment,
        new PreferenceFile(folder.resolve(".deploytrail").resolve("config.toml")),
        new PreferenceFile(
            (own == null ? configurationFolder(environment) : Path.of(own))
                .resolve("config.toml")));
  }

  private static Path configurationFolder(Map<String, String> environment) {
    var base = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return (base.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(base))
        .resolve("deploytrail");
  }

  PreferenceFile file(boolean isUsers) {
    return isUsers ? ofUser : ofFolder;
  }

  /// Values, and where they are set.
  record Found(List<String> values, String where) {}

  Optional<Found> find(Preference preference) {
    var variable = environment.getOrDefault(preference.variable(), "");
    if (!variable.isBlank()) {
      var values =
          preference.isList() ? Arrays.asList(variable.strip().split("\\s+")) : List.of(variable);
      var where = "the variable " + preference.variable();
      preference.verify(values, where);
      return Optional.of(new Found(values, where));
    }
    return ofFolder.find(preference).or(() -> ofUser.find(preference));
  }

  /// The time zone of days, and of times without an offset.
  public ZoneId zone() {
    return find(Preference.TIMEZONE)
        .<ZoneId>map(found -> ZoneId.of(found.values().getFirst()))
        .orElse(ZoneOffset.UTC);
  }

  /// Whether questions are asked of AWS where nothing else is typed.
  public boolean askAws() {
    return find(Preference.TABLE).or(() -> find(Preference.STACK)).isPresent();
  }

  /// What an option has that is not typed.
  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)
        || !(option.userObject() instanceof Field field)
        || !field.isAnnotationPresent(Preferred.class)) {
      return null;
    }
    var preference = Preference.of(option.longestName().substring("--".length())).orElseThrow();
    // Unescaped, picocli takes a template's variables for its own.
    return find(preference)
        .map(found -> String.join("\n", found.values()).replace("${", "$${"))
        .orElse(null);
  }
}
