package io.deploytrail.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages for readers: their form, and that their links lead somewhere.
final class DocumentationTest {
  private static final int LONGEST_LINE = 140;
  private static final String ROOMS = "shared/src/main/java/io/deploytrail";

  static List<MarkdownPage> pages() throws IOException {
    var files = new ArrayList<Path>();
    for (var name :
        List.of(
            "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "events/README.md")) {
      files.add(Home.file(name));
    }
    try (var docs = Files.walk(Home.file("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
    }
    return files.stream().map(MarkdownPage::read).toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pageHasOneTitle(MarkdownPage page) {
    assertThat(page.titles()).hasSize(1);
  }

  /// A row of a table cannot go on in another line.
  @ParameterizedTest
  @MethodSource("pages")
  void linesAreNarrowEnoughToStandBesideOthers(MarkdownPage page) {
    assertThat(page.lines())
        .filteredOn(line -> !line.startsWith("|"))
        .allMatch(line -> line.length() <= LONGEST_LINE);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadToWhatExists(MarkdownPage page) {
    assertThat(page.undefinedReferences()).isEmpty();
    assertThat(page.targets())
        .allSatisfy(target -> {
          var parts = target.split("#", 2);
          var file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
          assertThat(file).exists();
          if (parts.length == 2) {
            assertThat(MarkdownPage.read(file).anchors()).contains(parts[1]);
          }
        });
  }

  /// What a page says is shown by a test is shown by one that is there.
  @Test
  void testsThatPagesNameExist() throws IOException {
    try (var files = Files.walk(Home.file("README.md").toAbsolutePath().getParent())) {
      var names =
          files.map(file -> "" + file.getFileName()).collect(Collectors.toUnmodifiableSet());
      assertThat(pages())
          .flatMap(MarkdownPage::tests)
          .hasSizeGreaterThan(20)
          .allMatch(test -> names.contains(test + ".java"));
    }
  }

  @Test
  void indexLeadsToEveryPage() throws IOException {
    var index = MarkdownPage.read(Home.file("docs/README.md"));
    try (var pages = Files.list(Home.file("docs"))) {
      assertThat(pages.map(page -> "" + page.getFileName()).filter(it -> it.endsWith(".md")))
          .filteredOn(name -> !name.equals("README.md"))
          .allSatisfy(
              name -> assertThat(index.targets()).anyMatch(target -> target.startsWith(name)));
    }
  }

  /// A room is a package of the core; the walk names it in bold, where the record passes it.
  @Test
  void architectureNamesEachRoomOnce() throws IOException {
    var walk = MarkdownPage.read(Home.file("docs/architecture.md")).text();
    var core = Home.file(ROOMS);
    try (var files = Files.walk(core)) {
      assertThat(files.filter(file -> file.endsWith("package-info.java")))
          .isNotEmpty()
          .map(file -> core.relativize(file.getParent()).toString().replace('/', '.'))
          .allSatisfy(room ->
              assertThat(walk.split("\\*\\*[^*\n]*`" + room + "`[^*\n]*\\*\\*", -1))
                  .as(room)
                  .hasSize(2));
    }
  }
}
