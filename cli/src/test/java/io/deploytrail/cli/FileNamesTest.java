package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files whose names are not of English letters, where the locale knows no others, and files whose
/// names are no text at all.
final class FileNamesTest {
  private static final Map<String, String> C = Map.of("LC_ALL", "C");

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private Launched launched = new Launched(folder);

  @BeforeEach
  void makeTrail() throws IOException {
    desk = new Desk(folder);
    desk.file("trail.json", MadeUpTrail.log());
    launched = Launched.in(folder);
  }

  @Test
  void localeOfCronFindsThem() throws IOException, InterruptedException {
    var indexed =
        launched.run(
            C,
            """
            mkdir logs "logs/$(printf '\\303\\244')"
            mv trail.json "logs/$(printf '\\303\\244/caf\\303\\251').json"
            deploytrail index logs
            """);
    assertThat(indexed.exitCode()).as(indexed.err()).isZero();
    assertThat(desk.indexed()).singleElement().asString().endsWith("/logs/\u00e4/caf\u00e9.json");

    var who = launched.run(C, "deploytrail who " + MadeUpTrail.CALL);
    assertThat(who.out()).contains("\"verdict\":\"DEPLOYMENT\",\"confidence\":\"PROVEN\"");

    var named =
        launched.run(C, "deploytrail attribute \"logs/$(printf '\\303\\244/caf\\303\\251').json\"");
    assertThat(named.out().lines()).hasSize(3);
    assertThat(named.exitCode()).as(named.err()).isZero();
  }

  @Test
  void nameThatIsNoTextIsReadOnceButNotIndexed() throws IOException, InterruptedException {
    var made =
        launched.run(C, "mkdir logs; cp trail.json \"logs/$(printf 'caf\\351').json\" 2> copied");
    assumeThat(made.exitCode()).as("the file system takes such a name").isZero();

    var attributed = launched.run(C, "deploytrail attribute logs");
    assertThat(attributed.out().lines()).hasSize(3);
    assertThat(attributed.exitCode()).as(attributed.err()).isZero();

    var indexed = launched.run(C, "cp trail.json logs; deploytrail index logs");
    assertThat(indexed.err())
        .contains("caf\ufffd.json: its name is no text in UTF-8 (file://", "/logs/caf%E9.json) and")
        .contains("1 files read", "1 files and 0 records with problems");
    assertThat(indexed.exitCode()).isEqualTo(2);
    assertThat(desk.indexed()).singleElement().asString().endsWith("/logs/trail.json");
    assertThat(launched.run(C, "deploytrail who " + MadeUpTrail.CALL).err())
        .contains("calls may be missing");

    var renamed = launched.run(C, "mv logs/caf*.json logs/cafe.json; deploytrail index logs");
    assertThat(renamed.exitCode()).as(renamed.err()).isZero();
    assertThat(launched.run(C, "deploytrail who " + MadeUpTrail.CALL).err())
        .doesNotContain("calls may be missing");
  }

  @Test
  void charsetWithoutThemIsRefusedBeforeAnythingIsWritten()
      throws IOException, InterruptedException {
    // By this the launcher leaves the locale as it is.
    var locale = Files.writeString(folder.resolve("home/locale"), "#!/bin/sh\necho UTF-8\n");
    assertThat(locale.toFile().setExecutable(true)).isTrue();

    var run =
        launched.run(
            C,
            """
            mkdir logs
            cp trail.json "logs/$(printf 'caf\\303\\251').json"
            deploytrail index logs
            """);
    assumeThat(run.exitCode()).as("names are UTF-8 in every locale, as on macOS").isNotZero();

    assertThat(run.err())
        .contains("names of files are read as ANSI_X3.4-1968 here, which has no file://")
        .contains("/logs/caf%C3%A9.json: set LC_ALL=C.UTF-8");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(folder.resolve(".deploytrail")).doesNotExist();
  }
}
