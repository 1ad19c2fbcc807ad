package io.deploytrail.cloudtrail.reader;

import io.deploytrail.cloudtrail.Caller;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The JSON of a record's `userIdentity`, which the calls of a session repeat byte by byte.
///
/// One object stands for all repetitions that a [Glance] recognizes, so that what was found out
/// about the caller can be kept in its mark. Not every repetition is recognized.
public final class UserIdentity {
  /// The mark of an identity that was not marked yet.
  public static final int UNMARKED = -1;

  private final byte[] json;
  private int mark = UNMARKED;
  private @Nullable Caller caller;

  UserIdentity(byte[] json) {
    this.json = json;
  }

  /// The JSON; empty for a record without.
  public Slice json() {
    return Slice.of(json);
  }

  /// What was last given to [#mark(int)].
  public int mark() {
    return mark;
  }

  /// Keeps a number of the caller's choice.
  public void mark(int number) {
    mark = number;
  }

  /// Who that is, read once; what [RecordReader#caller] throws is thrown.
  public Caller caller(RecordReader records) {
    if (caller == null) {
      caller = records.caller(json());
    }
    return caller;
  }

  int length() {
    return json.length;
  }

  /// Whether the bytes at `from` are this JSON.
  boolean isAt(byte[] bytes, int from, int to) {
    var end = from + json.length;
    return end <= to && Arrays.equals(json, 0, json.length, bytes, from, end);
  }
}
