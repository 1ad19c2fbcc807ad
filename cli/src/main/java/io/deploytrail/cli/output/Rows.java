package io.deploytrail.cli.output;

/// Takes the items of a list one by one, and writes them down.
public interface Rows<T> extends AutoCloseable {
  void write(T item);

  /// What stands about a list behind its items, as a JSON object; only some formats tell it.
  void endList(String rest);

  /// Writes what is still to be written.
  @Override
  void close();
}
