package io.deploytrail.cli.ask;

import java.io.PrintWriter;
import java.io.Writer;

/// Takes what need not be said, such as that nothing is indexed where no index is needed.
final class Quiet {
  static final PrintWriter WRITER = new PrintWriter(Writer.nullWriter());

  private Quiet() {}
}
