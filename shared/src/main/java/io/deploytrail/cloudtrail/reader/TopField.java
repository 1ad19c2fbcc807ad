package io.deploytrail.cloudtrail.reader;

/// A field at the top of a record that a [Glance] looks for, and its value in the record at hand.
final class TopField {
  private final String name;
  private final boolean isText;
  private final Slice value = new Slice();
  private boolean isTaken;

  private TopField(String name, boolean isText) {
    this.name = name;
    this.isText = isText;
  }

  /// A field whose text counts.
  static TopField text(String name) {
    return new TopField(name, true);
  }

  /// A field whose JSON counts, whatever it is.
  static TopField value(String name) {
    return new TopField(name, false);
  }

  String name() {
    return name;
  }

  Slice value() {
    return value;
  }

  void start() {
    value.clear();
    isTaken = false;
  }

  /// Takes the valid JSON in those bytes, and says whether they show the value as it is.
  boolean take(byte[] bytes, int from, int to) {
    if (isTaken) {
      return false;
    }
    isTaken = true;
    if (!isText) {
      value.set(bytes, from, to);
      return true;
    }
    if (bytes[from] != '"') {
      return bytes[from] == 'n';
    }
    value.set(bytes, from + 1, to - 1);
    // Blank text is none, and of an escape only the reader knows the meaning.
    return !value.isEmpty()
        && bytes[from + 1] != ' '
        && ValueSkipper.endOfPlainText(bytes, from + 1, to) == to - 1;
  }
}
