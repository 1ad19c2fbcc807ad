package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.io.InputStream;

/// Lines without the time, and whatever else, that a log store wrote before the JSON of each: from
/// a line that begins with a digit, all before its first `{` is left out.
///
/// A line without `{` stays as it is, and so does one with more than [#LONGEST] bytes before it.
/// Closing leaves the source open.
final class LinesWithTimes extends InputStream {
  private static final int LONGEST = 512;
  private static final int BUFFER = 1 << 16;

  private final InputStream source;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int limit;

  /// What may have to be left out.
  private final byte[] held = new byte[LONGEST];

  private int heldLength;
  private int heldNext;
  private LineState state = LineState.LINE_START;

  private enum LineState {
    LINE_START,
    HOLDING,
    /// What was held is given after all.
    GIVING,
    IN_LINE
  }

  LinesWithTimes(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    var at = offset;
    while (at < offset + length) {
      if (state == LineState.GIVING) {
        target[at++] = given();
      } else if (next < limit) {
        if (passes(buffer[next])) {
          target[at++] = buffer[next++];
        }
      } else if (at > offset) {
        // What is there is given before more is waited for.
        return at - offset;
      } else if (!fill()) {
        return -1;
      }
    }
    return length;
  }

  private boolean fill() throws IOException {
    next = 0;
    limit = Math.max(0, source.read(buffer));
    if (limit == 0 && state == LineState.HOLDING) {
      give();
      return true;
    }
    return limit > 0;
  }

  /// Whether that byte is given now; else it was held, or [#give] comes first.
  private boolean passes(byte c) {
    if (state == LineState.LINE_START && c >= '0' && c <= '9') {
      state = LineState.HOLDING;
    }
    if (state != LineState.HOLDING || c == '{') {
      state = c == '\n' ? LineState.LINE_START : LineState.IN_LINE;
      heldLength = 0;
      return true;
    }
    if (c == '\n' || heldLength == LONGEST) {
      give();
      return false;
    }
    held[heldLength++] = c;
    next++;
    return false;
  }

  private void give() {
    state = LineState.GIVING;
    heldNext = 0;
  }

  private byte given() {
    var c = held[heldNext++];
    if (heldNext == heldLength) {
      state = LineState.IN_LINE;
      heldLength = 0;
    }
    return c;
  }
}
