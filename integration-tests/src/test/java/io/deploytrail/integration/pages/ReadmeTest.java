package io.deploytrail.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Home;
import io.deploytrail.integration.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README shows is what the commands print, and what it says is soon read.
final class ReadmeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_WORDS = 600;
  private static final String COMMAND = "$ ./deploytrail ";
  private static final String CUT = "…";
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern TEXT = Pattern.compile("<text [^>]*>([^<]*)</text>");

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private static Path desk;

  @SuppressWarnings("NullAway.Init") // set before each test
  private static BuiltCheckout checkout;

  @SuppressWarnings("NullAway.Init") // set before each test
  private static List<String> demo;

  @BeforeAll
  static void runDemo() throws IOException, InterruptedException {
    checkout = BuiltCheckout.in(desk);
    demo = checkout.run("./deploytrail demo");
  }

  /// The README's trail: what the demo's events and some of its questions hold.
  @BeforeAll
  static void makeTrail() throws IOException {
    var records = new ArrayList<String>();
    for (var name : Corpus.names(Corpus.INDEX_SESSIONS)) {
      add(JSON.readTree(Corpus.input(Corpus.INDEX_SESSIONS, name)).path("detail"), records);
    }
    for (var name : List.of("proven", "chained", "copied-name", "not-pulumi")) {
      add(question("who-record-" + name + ".json").path("record"), records);
    }
    var folder =
        Files.createDirectories(
            desk.resolve("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19"));
    Files.write(folder.resolve("made-up.json"), records);
  }

  private static void add(JsonNode found, List<String> records) {
    if (found.isObject()) {
      records.add(found.toString());
    }
  }

  private static JsonNode question(String name) throws IOException {
    return JSON.readTree(Corpus.input(Corpus.QUERY_DEPLOYMENTS, name));
  }

  private static MarkdownPage readme() {
    return MarkdownPage.read(Home.file("README.md"));
  }

  @Test
  void commandsPrintWhatStandsBelowThem() throws IOException, InterruptedException {
    var commands = 0;
    for (var block : readme().blocks()) {
      List<String> printed = List.of();
      for (var line : block.lines().toList()) {
        if (line.startsWith(COMMAND)) {
          var arguments = line.substring(COMMAND.length());
          printed = arguments.equals("demo") ? demo : checkout.run("./deploytrail " + arguments);
          commands++;
        } else if (!printed.isEmpty()) {
          assertThat(printed).anyMatch(it -> shows(line, it));
        }
      }
    }
    assertThat(commands).isGreaterThan(1);
  }

  private static boolean shows(String line, String printed) {
    return line.endsWith(CUT)
        ? printed.startsWith(line.substring(0, line.length() - CUT.length()))
        : printed.equals(line);
  }

  @Test
  void pictureIsWhatTheDemoPrints() throws IOException {
    var picture =
        TEXT.matcher(Files.readString(Home.file("docs/pictures/answer.svg")))
            .results()
            .map(text -> text.group(1))
            .toList();

    assertThat(picture).hasSizeGreaterThan(5).first().isEqualTo(COMMAND + "demo");
    assertThat(words(demo.stream())).contains(words(picture.stream().skip(1)));
  }

  private static String words(Stream<String> lines) {
    return lines.collect(Collectors.joining(" ")).replaceAll("\\s+", " ");
  }

  @Test
  void recordBeforeIsThatOfTheAnswerAfter() throws IOException {
    var before =
        readme().blocks().stream().filter(block -> block.startsWith("{")).findFirst().orElse("");
    var record = question("who-record-chained.json").path("record");

    assertThat(JSON.readTree(before).properties())
        .isNotEmpty()
        .allSatisfy(field -> assertIsPart(field.getValue(), record.path(field.getKey())));
  }

  private static void assertIsPart(JsonNode part, JsonNode whole) {
    if (part.isObject()) {
      part.properties()
          .forEach(field -> assertIsPart(field.getValue(), whole.path(field.getKey())));
    } else {
      assertThat(part).isEqualTo(whole);
    }
  }

  @Test
  void wholePageIsReadInMinutes() throws IOException {
    var words = WORD.matcher(Files.readString(Home.file("README.md"))).results();

    assertThat(words.count()).isLessThanOrEqualTo(MOST_WORDS);
  }

  @Test
  void commandThatTestsStandsThere() {
    assertThat(readme().blocks()).anyMatch(block -> block.contains("mvn -B verify"));
  }
}
