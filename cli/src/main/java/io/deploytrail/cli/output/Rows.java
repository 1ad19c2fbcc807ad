package io.deploytrail.cli.output;

/// Takes the items of a list one by one, each as its JSON line, and writes them down.
public interface Rows extends AutoCloseable {
  void write(String json);

  /// What stands about a list behind its items, as a JSON object; only some formats tell it.
  void endList(String rest);

  /// Writes what is still to be written.
  @Override
  void close();
}
