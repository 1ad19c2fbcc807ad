package io.deploytrail.integration.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A folder that looks as the checkout does to a reader of its pages: `docs`, and `./deploytrail`,
/// which runs this build's classes as on a terminal of 110 columns.
public record BuiltCheckout(Path folder) {
  public static BuiltCheckout in(Path folder) {
    var docs = Home.file("docs").toAbsolutePath();
    var launcher = folder.resolve("deploytrail");
    try {
      Files.createSymbolicLink(folder.resolve("docs"), docs);
      Files.writeString(
          launcher,
          """
          #!/bin/sh
          exec '%s' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
          -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Ddeploytrail.home='%s' \
          -Ddeploytrail.stdout.terminal=true -Ddeploytrail.columns=110 \
          -Ddeploytrail.command=./deploytrail -cp '%s' io.deploytrail.cli.Main "$@"
          """
              .formatted(
                  Path.of(System.getProperty("java.home"), "bin", "java"),
                  docs.resolve("..").normalize(),
                  System.getProperty("java.class.path")));
      Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuiltCheckout(folder);
  }

  /// What a shell's command prints; it must not fail.
  public List<String> run(String command) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("NO_COLOR", "1");
    var process = builder.start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(command + ": " + printed).isZero();
    return printed.lines().map(String::stripTrailing).toList();
  }
}
