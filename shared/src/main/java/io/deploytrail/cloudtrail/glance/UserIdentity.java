package io.deploytrail.cloudtrail.glance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.reader.Placeholders;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The JSON of a record's `userIdentity`, which the calls of a session repeat byte by byte.
///
/// One object stands for all repetitions that a [Glance] recognizes, so that its mark can keep what
/// is known of the caller. Not every repetition is recognized; and an identity that takes this
/// one's place takes the object over.
public final class UserIdentity {
  /// The mark of an identity that was not marked yet.
  public static final int UNMARKED = -1;

  private static final byte[] INVOKED_BY = "\"invokedBy\":".getBytes(US_ASCII);

  private byte[] bytes = new byte[0];
  private final Slice json = new Slice();
  private int mark = UNMARKED;
  private @Nullable Caller caller;

  UserIdentity() {}

  /// Makes it the identity in those bytes, of which it keeps a copy.
  void become(byte[] source, int from, int to) {
    var length = to - from;
    if (length > bytes.length) {
      bytes = new byte[length];
    }
    System.arraycopy(source, from, bytes, 0, length);
    json.set(bytes, 0, length);
    mark = UNMARKED;
    caller = null;
  }

  /// The JSON; empty for a record without.
  public Slice json() {
    return json;
  }

  /// The number last set by [#mark(int)].
  public int mark() {
    return mark;
  }

  /// Keeps a number of the caller's choice.
  public void mark(int number) {
    mark = number;
  }

  /// The caller, read once; throws what [RecordReader#caller] throws.
  public Caller caller(RecordReader records) {
    if (caller == null) {
      caller = records.caller(json());
    }
    return caller;
  }

  /// Whether its last field names the service that made the call: AWS writes that at the end.
  boolean endsWithService() {
    // …"invokedBy":"ec2.amazonaws.com"}
    var end = json.length() - 2;
    if (end < 0 || bytes[end] != '"') {
      return false;
    }
    var start = end;
    while (start > 0 && bytes[start - 1] != '"') {
      start--;
      if (bytes[start] == '\\') {
        return false;
      }
    }
    var text = new Slice();
    text.set(bytes, start, end);
    var name = start - 1 - INVOKED_BY.length;
    return name > 0
        // Behind a backslash it would be the end of another name.
        && (bytes[name - 1] == ',' || bytes[name - 1] == '{')
        && Arrays.equals(bytes, name, start - 1, INVOKED_BY, 0, INVOKED_BY.length)
        && !text.isEmpty()
        && !Placeholders.mayBe(text);
  }

  int length() {
    return json.length();
  }

  /// Whether the bytes at `from` are this JSON.
  boolean isAt(byte[] source, int from, int to) {
    var end = from + length();
    return end <= to && Arrays.equals(bytes, 0, length(), source, from, end);
  }
}
