package io.deploytrail.cli;

import io.deploytrail.cli.console.Home;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints.
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "deploytrail "
          + Home.version()
          + Home.commit()
              .map(", commit "::concat)
              .orElse(", commit not known: this was built without git"),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
