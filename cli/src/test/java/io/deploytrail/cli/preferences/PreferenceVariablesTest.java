package io.deploytrail.cli.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.cli.console.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings that stand in the environment: each has a variable, and it counts before the files.
final class PreferenceVariablesTest {
  @TempDir private Path folder = Path.of("");

  private Preferences preferences(Map<String, String> environment) {
    return new Preferences(
        environment,
        new PreferenceFile(folder.resolve("folder.toml")),
        new PreferenceFile(folder.resolve("user.toml")));
  }

  @Test
  void variableCountsBeforeTheFiles() throws IOException {
    Files.writeString(folder.resolve("folder.toml"), "table = \"of-folder\"\n");
    Files.writeString(
        folder.resolve("user.toml"), "table = \"of-user\"\ntimezone = \"Asia/Tokyo\"\n");
    var set = preferences(Map.of("DEPLOYTRAIL_TABLE", "of-variable"));

    assertThat(set.find(Preference.TABLE).orElseThrow().values()).containsExactly("of-variable");
    assertThat(set.find(Preference.TABLE).orElseThrow().where())
        .isEqualTo("the variable DEPLOYTRAIL_TABLE");
    assertThat(preferences(Map.of()).find(Preference.TABLE).orElseThrow().values())
        .containsExactly("of-folder");
    assertThat(set.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    // Of a shell that sets it to nothing.
    assertThat(
            preferences(Map.of("DEPLOYTRAIL_TABLE", ""))
                .find(Preference.TABLE)
                .orElseThrow()
                .values())
        .containsExactly("of-folder");
  }

  @Test
  void listsAreSeparatedByWhiteSpace() {
    var set = preferences(Map.of("DEPLOYTRAIL_TEMPLATE", "${project.name}-x\n ${deployment.id}"));

    assertThat(set.find(Preference.TEMPLATE).orElseThrow().values())
        .isEqualTo(List.of("${project.name}-x", "${deployment.id}"));
  }

  @Test
  void variableThatCannotBeIsNamed() {
    var set = preferences(Map.of("DEPLOYTRAIL_FORMAT", "yaml"));

    assertThatThrownBy(() -> set.find(Preference.FORMAT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the variable DEPLOYTRAIL_FORMAT: format: table, json,");
  }
}
