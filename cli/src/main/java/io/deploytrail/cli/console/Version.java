package io.deploytrail.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote down.
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "deploytrail " + number(),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }

  /// DeployTrail's own, such as `1.2.3`.
  public static String number() {
    var properties = new Properties();
    try (var stream = Version.class.getResourceAsStream("version.properties")) {
      if (stream == null) {
        throw new IllegalStateException("version.properties is missing from the jar");
      }
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "");
  }
}
