package io.deploytrail.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher, with a JDK beside it whose `java` prints its arguments and where it is started.
final class LauncherTest {
  private static final String LIBRARIES = "/mcp/target/lib/*";
  private static final Pattern SNIPPET =
      Pattern.compile("```json\n(\\{\\s+\"mcpServers\".*?)```", Pattern.DOTALL);

  @TempDir private Path home = Path.of("");

  @BeforeEach
  void install() throws IOException, InterruptedException {
    home = home.toRealPath();
    Files.copy(Home.file("deploytrail"), home.resolve("deploytrail"));
    Files.createFile(home.resolve("pom.xml"));
    var list = "cli/src/main/launcher/find-java";
    Files.createDirectories(home.resolve(list).getParent());
    Files.copy(Home.file(list), home.resolve(list));
    for (var module : List.of("shared", "functions", "desk-index", "dynamodb-local")) {
      Files.createDirectories(home.resolve(module));
    }
    var jdk = Files.createDirectories(home.resolve("jdk/bin"));
    Files.writeString(jdk.resolveSibling("release"), "JAVA_VERSION=\"25.0\"\n");
    for (var program : List.of("java", "javac")) {
      var file = Files.writeString(jdk.resolve(program), "#!/bin/sh\npwd\nprintf '%s\\n' \"$@\"\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    build("cli");
    Files.createFile(home.resolve("cli/target/cli-1.jar"));
    Files.createFile(Files.createDirectories(home.resolve("cli/target/lib")).resolve("a.jar"));
    // What is learnt at the first start is no matter of the others.
    assertThat(launched("--help")).isNotEmpty();
  }

  /// As Maven and the launcher leave it.
  private void build(String module) throws IOException {
    Files.createFile(Files.createDirectories(home.resolve(module + "/target")).resolve("built"));
  }

  private List<String> printed(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    var process = builder.start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }

  private List<String> launched(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("bash", home.resolve("deploytrail").toString()));
    command.addAll(List.of(arguments));
    return printed(command);
  }

  @Test
  void toolsOfAnAgentHaveTheirLibrariesBehindThoseOfAllCommands() throws Exception {
    build("mcp");

    assertThat(launched("mcp"))
        .contains(
            "%s/cli/target/cli-1.jar:%1$s/cli/target/lib/a.jar:%1$s/mcp/target/classes:%1$s/mcp/target/lib/*"
                .formatted(home))
        .endsWith("io.deploytrail.cli.Main", "mcp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"who", "attribute", "--help"})
  void noOtherCommandLoadsThem(String command) throws Exception {
    build("mcp");

    assertThat(launched(command))
        .anyMatch(argument -> argument.endsWith("/cli/target/lib/a.jar"))
        .noneMatch(argument -> argument.contains(LIBRARIES));
  }

  @Test
  void whereTheModuleIsMissingTheCommandIsLeftToSayIt() throws Exception {
    assertThat(launched("mcp"))
        .endsWith("io.deploytrail.cli.Main", "mcp")
        .noneMatch(argument -> argument.contains(LIBRARIES));
  }

  @Test
  void configurationOfTheGuideStartsItInTheIndexedFolder() throws Exception {
    build("mcp");
    var indexed = Files.createDirectories(home.resolve("indexed"));
    var guide = SNIPPET.matcher(Files.readString(Home.file("docs/cli.md")));
    assertThat(guide.find()).isTrue();
    var server =
        MadeUpDesk.json(
                guide
                    .group(1)
                    .replace("/path/to/the/indexed/folder", indexed.toString())
                    .replace("/path/to/deploytrail", "bash " + home.resolve("deploytrail")))
            .at("/mcpServers/deploytrail");
    var command = new ArrayList<>(List.of(server.path("command").asText()));
    server.path("args").forEach(argument -> command.add(argument.asText()));

    assertThat(printed(command))
        .startsWith(indexed.toString())
        .endsWith("io.deploytrail.cli.Main", "mcp");
  }
}
