package io.deploytrail.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages name what a removed stack leaves.
final class RemovalTest {
  @ParameterizedTest
  @CsvSource({
    Template.HOME + ", docs/operations.md, '## Removal, and what stays\n'",
    Template.ATHENA + ", docs/athena.md, '**Removal.** '"
  })
  void whatAStackLeavesIsNamed(String template, String page, String beginning) throws IOException {
    var text = Files.readString(Home.file(page));
    var section = text.substring(text.indexOf(beginning) + beginning.length()).split("\n## ", 2)[0];

    assertThat(retained(template))
        .isNotEmpty()
        .allSatisfy(resource -> assertThat(section).contains("`" + resource + "`"));
  }

  private static Set<String> retained(String template) {
    return Template.read(template).at("/Resources").properties().stream()
        .filter(it -> !it.getValue().path("DeletionPolicy").asText("Delete").equals("Delete"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// An upgrade that removes one of the tables begins with an empty one.
  @Test
  void tablesAreWhatAnUpgradeMustNotRemove() throws IOException {
    var upgrade = Files.readString(Home.file("docs/operations.md")).split("\n## Upgrade\n", 2)[1];

    assertThat(upgrade.split("\n## ", 2)[0])
        .contains("a table (`AWS::DynamoDB::Table`)", "`Remove`", "*Replacement*");
  }
}
