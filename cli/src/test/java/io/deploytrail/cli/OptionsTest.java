package io.deploytrail.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/// Every option of every command with values that nobody means.
final class OptionsTest {
  /// What each command asks about; those that start engines or ask nothing of the user are left
  /// out.
  private static final Map<String, List<String>> COMMANDS =
      Map.ofEntries(
          Map.entry("index", List.of("TRAIL")),
          Map.entry("attribute", List.of("TRAIL")),
          Map.entry("who", List.of(MadeUpTrail.KEY)),
          Map.entry("calls", List.of(MadeUpTrail.KEY)),
          Map.entry("changes", List.of("sg-1")),
          Map.entry("deployments", List.of()),
          Map.entry("denied", List.of()),
          Map.entry("explain", List.of("pulumi")),
          Map.entry("open", List.of(MadeUpTrail.KEY)),
          Map.entry("render", List.of("x")),
          Map.entry("trust", List.of("arn:aws:iam::111122223333:role/deploy")));

  private static final List<String> VALUES =
      List.of("", "-1", "0", "99999999999999999999", "no such value", "x".repeat(5000));

  @TempDir private static Path folder = Path.of("");

  /// No service of the machine is asked for credentials.
  @BeforeAll
  static void noCredentials() {
    System.setProperty("aws.disableEc2Metadata", "true");
    new Desk(folder).file("trail.json", MadeUpTrail.log());
  }

  @AfterAll
  static void forget() {
    System.clearProperty("aws.disableEc2Metadata");
  }

  static Stream<List<String>> uses() {
    var uses = new ArrayList<List<String>>();
    var commands = CommandLines.create(Terminal.NONE).getSubcommands();
    COMMANDS.forEach((name, about) -> {
      for (var option : requireNonNull(commands.get(name)).getCommandSpec().options()) {
        // A file may have any name.
        if (!isFlag(option) && !option.longestName().equals("--output")) {
          VALUES.forEach(value -> uses.add(use(name, about, option.longestName(), value)));
        }
      }
    });
    return uses.stream();
  }

  private static boolean isFlag(OptionSpec option) {
    return option.arity().max() == 0;
  }

  private static List<String> use(String name, List<String> about, String option, String value) {
    var use = new ArrayList<>(List.of(name));
    use.addAll(about);
    use.addAll(List.of(option, value));
    return use;
  }

  /// Lines for eyes, none of Java's, and where it is wrong, what was wrong and the next step.
  @ParameterizedTest
  @MethodSource("uses")
  void wrongValueIsToldInALine(List<String> use) {
    var trail = folder.resolve("trail.json").toString();
    var words = use.stream().map(word -> word.equals("TRAIL") ? trail : word);
    var run = new Desk(folder).run(words.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.err()).isIn(0, 1, 2);
    assertThat(run.err()).doesNotContain("\tat ", "Exception", "io.deploytrail.", "java.");
    if (run.exitCode() == 2) {
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines().filter(line -> line.startsWith("deploytrail: ")))
          .as(run.err())
          .hasSizeBetween(1, 2);
      assertThat(run.err().lines()).as(run.err()).hasSizeLessThanOrEqualTo(6);
    }
  }

  @Test
  void emptyValueIsNoValue() {
    var run = new Desk(folder).run("denied", "--from", "");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "deploytrail: --from takes <time>, and came empty\nnext: deploytrail denied --help\n");
  }

  @Test
  void unknownOptionIsToldWithThoseThatItMayMean() {
    var run = new Desk(folder).run("denied", "--form", "2026-11-20");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("deploytrail: there is no option --form\nperhaps --")
        .contains("--format", "next: deploytrail denied --help");
    assertThat(new Desk(folder).run("calls-nobody-knows").err())
        .startsWith("deploytrail: there is no command calls-nobody-knows");
    assertThat(new Desk(folder).run("calls").err()).startsWith("deploytrail: <handle> is missing");
  }
}
