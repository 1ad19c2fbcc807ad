package io.deploytrail.integration.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The commands of the pages that deploy, or say what is deployed, as a shell understands them: in
/// the folder stand programs of their names that only write down how they were called.
record DeployingCommands(Path folder) {
  private static final Pattern DEPLOYS =
      Pattern.compile("\\bsam deploy\\b|deploytrail parameters\\b|cloudformation deploy\\b");
  private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
  private static final Pattern PLACE = Pattern.compile("<(\\w+)>");
  private static final String WORD_END = "\u001f";
  private static final String COMMAND_END = "\u001e";
  private static final String PROGRAM =
      """
      #!/usr/bin/env bash
      printf '%s\\x1f' "${0##*/}" "$@" >> "$CALLS"
      printf '\\x1e' >> "$CALLS"
      """;

  static DeployingCommands in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("programs"));
    for (var program :
        List.of(
            "deploytrail",
            "programs/deploytrail",
            "programs/sam",
            "programs/aws",
            "programs/mvn",
            "programs/git")) {
      var file = Files.writeString(folder.resolve(program), PROGRAM);
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return new DeployingCommands(folder);
  }

  /// The texts of code that hold such commands, page by page; README.md comes last.
  static List<String> texts() {
    return Stream.of(
            "docs/deploy.md", "docs/athena.md", "docs/operations.md", "docs/cli.md", "README.md")
        .map(name -> MarkdownPage.read(Home.file(name)))
        .flatMap(page -> Stream.concat(page.blocks().stream(), inline(page)))
        .filter(text -> DEPLOYS.matcher(text).find())
        .toList();
  }

  private static Stream<String> inline(MarkdownPage page) {
    return INLINE.matcher(page.text()).results().map(code -> code.group(1));
  }

  /// The commands of a text, each as its words.
  List<List<String>> read(String text) throws IOException, InterruptedException {
    var calls = Files.writeString(folder.resolve("calls"), "");
    var shell =
        new ProcessBuilder("bash", "-c", PLACE.matcher(text).replaceAll("$1"))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    shell.environment().put("CALLS", calls.toString());
    shell
        .environment()
        .merge("PATH", folder.resolve("programs").toString(), (path, ours) -> ours + ":" + path);
    var process = shell.start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text + printed).isZero();
    return Arrays.stream(Files.readString(calls).split(COMMAND_END))
        .map(call -> List.of(call.split(WORD_END)))
        .toList();
  }
}
