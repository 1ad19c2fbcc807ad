package io.deploytrail.cloudtrail.glance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.bytes.ValueSkipper;
import java.util.Arrays;
import java.util.List;

/// A field that is looked for, of a record by a [Glance] or of an identity by an [IdentityGlance],
/// and its value in the record at hand.
final class WantedField {
  private final String name;
  private final byte[] spelling;
  private final boolean isText;
  private final List<WantedField> fields;
  private final Slice value = new Slice();
  private boolean isTaken;

  private WantedField(String name, boolean isText, List<WantedField> fields) {
    this.name = name;
    this.spelling = name.getBytes(US_ASCII);
    this.isText = isText;
    this.fields = fields;
  }

  /// A field whose text counts.
  static WantedField text(String name) {
    return new WantedField(name, true, List.of());
  }

  /// A field whose JSON counts, whatever it is.
  static WantedField value(String name) {
    return new WantedField(name, false, List.of());
  }

  /// A field whose value is an object of which those fields count.
  static WantedField object(String name, WantedField... fields) {
    return new WantedField(name, false, List.of(fields));
  }

  String name() {
    return name;
  }

  /// Whether those bytes spell its name.
  boolean isNamed(byte[] bytes, int from, int to) {
    return to - from == spelling.length
        && Arrays.equals(bytes, from, to, spelling, 0, spelling.length);
  }

  /// Whether those bytes spell its name in another case.
  boolean isRespelled(byte[] bytes, int from, int to) {
    return to - from == spelling.length
        && name.equalsIgnoreCase(new String(bytes, from, to - from, US_ASCII));
  }

  Slice value() {
    return value;
  }

  /// The fields that count in its value.
  List<WantedField> fields() {
    return fields;
  }

  void start() {
    value.clear();
    isTaken = false;
    for (var field : fields) {
      field.start();
    }
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
