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
    /// The held bytes are returned after all.
    RELEASING,
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
      if (state == LineState.RELEASING) {
        target[at++] = nextHeld();
      } else if (next < limit) {
        if (passes(buffer[next])) {
          target[at++] = buffer[next++];
        }
      } else if (at > offset) {
        // The bytes at hand are returned before more are waited for.
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
      release();
      return true;
    }
    return limit > 0;
  }

  /// Whether that byte is returned now; else it was held, or [#release] returns the held ones
  /// first.
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
      release();
      return false;
    }
    held[heldLength++] = c;
    next++;
    return false;
  }

  private void release() {
    state = LineState.RELEASING;
    heldNext = 0;
  }

  private byte nextHeld() {
    var c = held[heldNext++];
    if (heldNext == heldLength) {
      state = LineState.IN_LINE;
      heldLength = 0;
    }
    return c;
  }
}
