package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.console.Terminal.Look;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person sees on terminals of several widths.
final class ScreensTest {
  private static final List<String> QUESTIONS =
      List.of(
          "deployments --from 2026-11-20 --to 2026-11-20 --all-sessions",
          "deployments --from 2026-11-20 --to 2026-11-20",
          "denied --from 2026-11-20 --to 2026-11-20",
          "calls " + MadeUpTrail.ID,
          "changes child --from 2026-11-20 --to 2026-11-20",
          "who " + MadeUpTrail.CHAINED,
          "who " + MadeUpTrail.STRANGER,
          "explain acme-web-prod-" + MadeUpTrail.ID,
          "render ${project.name}-${stack.name}-${deployment.id} --organization=acme --project=web --stack=prod --id="
              + MadeUpTrail.ID);

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void index() {
    var desk = new Desk(folder);
    var log =
        MadeUpTrail.log().replace("]}", "," + MadeUpTrail.ESC + "," + MadeUpTrail.ESC_CALL + "]}");
    assertThat(desk.run("index", desk.file("logs/trail.json", log)).exitCode()).isZero();
  }

  /// Both outputs of a command whose two ends are that terminal.
  private Desk.Run run(Terminal terminal, String line) {
    var out = new ByteArrayOutputStream();
    var err = new StringWriter();
    System.setProperty("deploytrail.folder", folder.toString());
    try (var output = new StandardOutput(Channels.newChannel(out), false)) {
      var exitCode = Main.run(terminal, output, new PrintWriter(err, true), line.split(" "));
      return new Desk.Run(exitCode, out.toString(UTF_8), err.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.clearProperty("deploytrail.folder");
    }
  }

  private static Terminal terminal(int width, Look look) {
    return new Terminal(true, true, width, look);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 120})
  void deploymentLeadsToItsPageWhereTheTerminalShowsLinks(int width) {
    var question = QUESTIONS.getFirst();

    var linked = run(terminal(width, Look.LINKED), question + " --no-pager").out();

    assertThat(linked)
        .containsPattern(
            "\u001b]8;;https://app\\.pulumi\\.com/acme/[^\u001b ]+\u001b\\\\acme/[^\u001b]+\u001b]8;;\u001b\\\\");
    assertThat(linked.replaceAll("\u001b]8;[^\u001b]*\u001b\\\\", ""))
        .isEqualTo(run(terminal(width, Look.COLORED), question).out());
    assertThat(run(terminal(width, Look.LINKED), question + " --no-color").out())
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 80, 120, 200})
  void nothingIsWiderThanTheTerminal(int width) {
    for (var question : QUESTIONS) {
      var run = run(terminal(width, Look.PLAIN), question);

      assertThat(run.out()).as(question).isNotEmpty();
      // A command is copied whole.
      assertThat((run.out() + run.err()).lines().filter(line -> !line.startsWith("next: ")))
          .as(question)
          .allMatch(line -> Lines.width(line) <= width);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {55, 60, 80, 120, 200})
  void helpFitsTheTerminal(int width) {
    for (var command : List.of("attribute --help", "denied --help")) {
      var plain = run(terminal(width, Look.PLAIN), command);
      var colored = run(terminal(width, Look.COLORED), command);

      assertThat((plain.out() + plain.err()).lines())
          .as(command)
          .hasSizeGreaterThan(10)
          .allMatch(line -> Lines.width(line) <= width);
      var words = Pattern.compile("\u001b\\[[\\d;]*[mK]|\r");
      // A colored line may end with a space, which nobody sees.
      assertThat(
              words
                  .matcher(colored.out() + colored.err())
                  .replaceAll("")
                  .lines()
                  .map(String::stripTrailing))
          .as(command)
          .containsExactlyElementsOf((plain.out() + plain.err()).lines().toList());
    }
  }

  /// A line that is taken back leaves nothing of a progress bar.
  @Test
  void notesStandInThePlaceOfTheBar() {
    var question = "denied --from 2026-11-18 --to 2026-11-18";

    assertThat(run(terminal(200, Look.MONOCHROME), question).err())
        .startsWith("\r\u001b[Kno refused sessions");
    assertThat(run(terminal(200, Look.PLAIN), question).err()).startsWith("no refused sessions");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120, 200})
  void answersAreWhole(int width) {
    for (var question : QUESTIONS.subList(1, 6)) {
      var out = run(terminal(width, Look.MONOCHROME), question).out();

      if (!question.startsWith("calls")) {
        assertThat(out).as(question).contains("acme/web/prod", MadeUpTrail.ID);
      }
      if (!question.startsWith("denied")) {
        assertThat(out).as(question).contains("DEPLOYMENT", "PROVEN");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "calls, 10000000-0000-4000-8000-000000000002",
    "changes, 10000000-0000-4000-8000-000000000003",
    "denied, 10000000-0000-4000-8000-000000000006",
    "who, 10000000-0000-4000-8000-000000000004"
  })
  void eventIdThatOpensACallIsWhole(String command, String id) {
    var question = QUESTIONS.stream().filter(it -> it.startsWith(command)).findFirst();

    assertThat(run(terminal(60, Look.MONOCHROME), question.orElseThrow()).out()).contains(id);
  }

  @Test
  void rowIsALineThatBeginsWithItsTime() {
    assertThat(run(terminal(120, Look.MONOCHROME), QUESTIONS.get(1)).out().lines())
        .hasSize(3)
        .element(1)
        .asString()
        .startsWith("2026-11-20 09:00  DEPLOYMENT  PROVEN      acme/web/prod " + MadeUpTrail.ID);
    assertThat(run(terminal(120, Look.MONOCHROME), QUESTIONS.get(2)).out().lines())
        .element(1)
        .asString()
        .startsWith("2026-11-20 08:00  acme/web/prod " + MadeUpTrail.ID)
        .endsWith("10000000-0000-4000-8000-000000000006  AccessDenied");
  }

  @Test
  void whoBeginsWithTheAnswer() {
    assertThat(run(terminal(80, Look.COLORED), "who " + MadeUpTrail.CHAINED).out())
        .startsWith(
            "\u001b[32mDEPLOYMENT\u001b[0m \u001b[32mPROVEN\u001b[0m  acme/web/prod "
                + MadeUpTrail.ID
                + "\neventId ")
        .containsOnlyOnce("DEPLOYMENT");
  }

  @Test
  void sessionOfNoDeploymentIsOpenedByItsKey() {
    assertThat(run(terminal(80, Look.MONOCHROME), QUESTIONS.getFirst()).out())
        .contains("ENVIRONMENT", "ASIAENVIRONMENT00001");
  }

  @Test
  void columnsAreChosenInTablesAndCsv() {
    var terminal = terminal(60, Look.COLORED);
    var day = QUESTIONS.get(1);

    assertThat(run(terminal, day + " --columns time,url --no-color").out().lines())
        .containsExactly(
            "time (UTC)        url",
            "2026-11-20 09:00",
            "  https://app.pulumi.com/acme/web/prod/deployments");
    assertThat(run(terminal, day + " --columns id,deployment --format csv").out())
        .isEqualTo("id,deployment\n\"%1$s\",\"acme/web/prod %1$s\"\n".formatted(MadeUpTrail.ID));
    assertThat(run(terminal, day + " --wide").out())
        .contains("\u001b[32mDEPLOYMENT\u001b[0m", "https://app.pulumi.com")
        .doesNotContain("left out");
    assertThat(run(terminal, day).out()).contains("left out at 60 columns: ", "url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--columns nothing", "--format json --columns time"})
  void columnsThatAreNotThereAreRefused(String options) {
    var run = run(terminal(80, Look.MONOCHROME), QUESTIONS.get(1) + " " + options);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("column");
  }

  /// Kept whole, so that a change of what people see is seen.
  @ParameterizedTest
  @ValueSource(strings = {"deployments", "denied", "calls", "changes", "who"})
  void screenIsTheOneThatIsKept(String command) throws IOException {
    var question = QUESTIONS.stream().filter(it -> it.startsWith(command)).findFirst();

    var screen = run(terminal(80, Look.PLAIN), question.orElseThrow());

    assertThat(screen.out() + screen.err())
        .isEqualTo(
            Files.readString(Path.of("src/test/resources/screens", command + ".txt"))
                .replace("<desk>", folder.toString()));
  }

  @Test
  void pictureIsTheScreenOfARealTerminal() throws IOException {
    var picture = Files.readString(Path.of("../docs/pictures/deployments.svg"));
    var drawn =
        Pattern.compile("<text [^>]*>(.*)</text>")
            .matcher(picture)
            .results()
            .map(text -> text.group(1).replaceAll("</?tspan[^>]*>", ""));

    var screen = Files.readString(Path.of("src/test/resources/screens/deployments-80.txt"));
    assertThat(drawn).containsExactlyElementsOf(screen.lines().map(String::strip).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120})
  void storyOfTheDemoFitsTheTerminal(int width) {
    System.setProperty("deploytrail.home", Path.of("..").toAbsolutePath().normalize().toString());
    try {
      var demo = run(terminal(width, Look.MONOCHROME), "demo");

      assertThat(demo.exitCode()).as(demo.err()).isZero();
      assertThat(demo.out().lines())
          .hasSizeGreaterThan(20)
          .allMatch(line -> Lines.width(line) <= width)
          .noneMatch(line -> line.contains("\u001b"));
    } finally {
      System.clearProperty("deploytrail.home");
    }
  }
}
