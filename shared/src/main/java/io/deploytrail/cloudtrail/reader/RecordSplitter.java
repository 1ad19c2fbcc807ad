package io.deploytrail.cloudtrail.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts a stream of JSON into its records without parsing them: it follows only strings, escapes
/// and brackets.
///
/// A piece is an object at the top, or an element of the list that the top-level object holds as
/// `Records` or `Events`, or of a top-level array. So a broken record is cut out alone, and an
/// enormous one is passed over in bounded memory.
///
/// Where the JSON is broken, it finds its way back at marks that no valid JSON has in such a place:
/// a line end inside a string; the start of a CloudTrail record, `{"eventVersion"`, inside a
/// string; a line that starts with `{` where no value may start.
final class RecordSplitter {
  /// The longest record that is read, in bytes. CloudTrail's own limit is 256 KB ("CloudTrail
  /// quotas", User Guide).
  static final int LONGEST_RECORD = 1 << 20;

  private static final byte[] RECORD_START =
      "{\"eventVersion\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int LONGEST_KEY = 16;

  private final Pieces pieces;
  private final Piece piece = new Piece(LONGEST_RECORD);
  private final Piece key = new Piece(LONGEST_KEY);

  private State state = State.BETWEEN;
  private int depth;
  private int base;
  private boolean inString;
  private boolean escaped;
  private boolean atLineStart = true;
  private byte lastSignificant;
  private boolean keyIsOpen;
  private ListKey listKey = ListKey.NONE;
  private int matched;
  private long position;
  private boolean isEmpty = true;

  /// Takes the pieces, and what is wrong with them.
  interface Pieces {
    /// A piece; the bytes are valid during the call only.
    void piece(byte[] bytes, int length);

    void brokenPiece(String reason);

    void brokenInput(String reason);
  }

  private enum State {
    /// Where a piece may start.
    BETWEEN,
    /// In a piece.
    INSIDE,
    /// In what cannot start a piece; skipped up to what can.
    GARBAGE,
    /// After the list, in the rest of the object that holds it.
    TAIL
  }

  /// What is known of a `Records` or `Events` at the top of an object.
  private enum ListKey {
    NONE,
    NAMED,
    NO_LIST
  }

  RecordSplitter(Pieces pieces) {
    this.pieces = pieces;
  }

  void accept(byte[] bytes, int length) {
    for (var at = 0; at < length; at++) {
      accept(bytes[at]);
    }
  }

  private void accept(byte c) {
    if (position < BYTE_ORDER_MARK.length && c == BYTE_ORDER_MARK[(int) position]) {
      position++;
      return;
    }
    position++;
    switch (state) {
      case BETWEEN -> between(c);
      case INSIDE -> inside(c);
      case GARBAGE -> garbage(c);
      case TAIL -> tail(c);
    }
    atLineStart = c == '\n' || (atLineStart && c == '\r');
  }

  private void between(byte c) {
    if (isSpace(c)) {
      return;
    }
    isEmpty = false;
    if (c == '{') {
      start(c);
      return;
    }
    if (c == '[' && depth == 0) {
      depth = 1;
      base = 1;
      return;
    }
    if (c == ']' && base > 0) {
      endOfList();
      return;
    }
    if (c == ',' && base > 0) {
      return;
    }
    state = State.GARBAGE;
    pieces.brokenPiece("a JSON object was expected, not " + shown(c));
  }

  private void start(byte c) {
    state = State.INSIDE;
    piece.clear();
    piece.append(c);
    depth = base + 1;
    inString = false;
    escaped = false;
    matched = 0;
    keyIsOpen = false;
    listKey = ListKey.NONE;
    lastSignificant = c;
  }

  private void endOfList() {
    depth = base - 1;
    base = 0;
    state = depth == 0 ? State.BETWEEN : State.TAIL;
  }

  private void inside(byte c) {
    if (c == '{' && atLineStart && !inString && !mayPrecedeValue(lastSignificant)) {
      pieces.brokenPiece("it is cut off: a new line starts a new object");
      start(c);
      return;
    }
    piece.append(c);
    if (inString) {
      inString(c);
      return;
    }
    if (isSpace(c)) {
      return;
    }
    if (matched > 0 && followsRecordStart(c)) {
      return;
    }
    outsideString(c);
    lastSignificant = c;
  }

  /// In a string, where only a line end or the start of the next record shows that its end is
  /// missing.
  private void inString(byte c) {
    if (c == '\n') {
      pieces.brokenPiece("it is broken: a line ends inside a text");
      state = base == 0 ? State.GARBAGE : State.BETWEEN;
      depth = base;
      return;
    }
    if (escaped) {
      escaped = false;
      matched = 0;
      return;
    }
    if (keyIsOpen && c != '"') {
      key.append(c);
    }
    if (c == '\\') {
      escaped = true;
      return;
    }
    if (c == '{') {
      matched = 1;
      return;
    }
    if (c != '"') {
      matched = 0;
      return;
    }
    inString = false;
    matched = matched == 1 ? 2 : 0;
    if (keyIsOpen) {
      endKey();
    }
    lastSignificant = c;
  }

  /// A string ended on `{"`: if `eventVersion"` follows, it was no string's end but the next
  /// record's start.
  private boolean followsRecordStart(byte c) {
    if (c != RECORD_START[matched]) {
      matched = 0;
      return false;
    }
    matched++;
    if (matched < RECORD_START.length) {
      return true;
    }
    pieces.brokenPiece("it is broken: the next record starts inside a text");
    start(RECORD_START[0]);
    for (var at = 1; at < RECORD_START.length; at++) {
      piece.append(RECORD_START[at]);
    }
    lastSignificant = '"';
    return true;
  }

  private void outsideString(byte c) {
    switch (c) {
      case '"' -> startString();
      case '{', '[' -> open(c);
      case '}', ']' -> close();
      default -> value(c);
    }
  }

  private void startString() {
    value((byte) '"');
    inString = true;
    matched = 0;
    keyIsOpen = depth == 1 && base == 0 && (lastSignificant == '{' || lastSignificant == ',');
    key.clear();
  }

  private void endKey() {
    keyIsOpen = false;
    if (listKey != ListKey.NO_LIST) {
      listKey = key.is("Records") || key.is("Events") ? ListKey.NAMED : ListKey.NONE;
    }
  }

  private void open(byte c) {
    if (depth == 1 && listKey == ListKey.NAMED && lastSignificant == ':') {
      if (c == '[') {
        depth = 2;
        base = 2;
        state = State.BETWEEN;
        return;
      }
      listKey = ListKey.NO_LIST;
    }
    depth++;
  }

  /// The start of a value that is neither object nor array.
  private void value(byte c) {
    if (depth == 1 && listKey == ListKey.NAMED && lastSignificant == ':' && c != ':') {
      listKey = ListKey.NO_LIST;
    }
  }

  private void close() {
    depth--;
    if (depth > base) {
      return;
    }
    state = State.BETWEEN;
    if (listKey == ListKey.NO_LIST) {
      pieces.brokenInput("Records was expected to hold an array, and holds something else");
    } else if (piece.isTooLong()) {
      pieces.brokenPiece(
          "it is longer than " + LONGEST_RECORD + " bytes; CloudTrail writes at most 256 KB");
    } else {
      pieces.piece(piece.bytes(), piece.length());
    }
  }

  private void garbage(byte c) {
    if (base == 0 ? c == '{' && atLineStart : c == '{') {
      start(c);
    } else if (base > 0 && c == ']') {
      endOfList();
    } else if (base > 0 && c == ',') {
      state = State.BETWEEN;
    }
  }

  private void tail(byte c) {
    if (inString) {
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == '"') {
        inString = false;
      }
      return;
    }
    switch (c) {
      case '"' -> inString = true;
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {}
    }
    if (depth == 0) {
      state = State.BETWEEN;
    }
  }

  /// The input has ended.
  void end() {
    if (isEmpty && state == State.BETWEEN) {
      pieces.brokenInput("it is empty; CloudTrail records were expected, as JSON or gzip");
    } else if (state == State.INSIDE) {
      pieces.brokenPiece("it is cut off: the input ends inside it");
    } else if (depth > 0) {
      pieces.brokenInput("it is cut off: it ends before its list of records does");
    }
  }

  /// The input cannot be read any further.
  void endEarly(String reason) {
    if (state == State.INSIDE) {
      pieces.brokenPiece("it is cut off");
    }
    pieces.brokenInput(reason);
  }

  private static boolean mayPrecedeValue(byte c) {
    return c == ':' || c == '[' || c == ',';
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static String shown(byte c) {
    return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : "the byte 0x%02x".formatted(c & 0xff);
  }

  /// Bytes up to a limit; what goes beyond is counted and dropped.
  private static final class Piece {
    private final int limit;
    private byte[] bytes = new byte[1024];
    private int length;

    Piece(int limit) {
      this.limit = limit;
    }

    void clear() {
      length = 0;
    }

    void append(byte c) {
      if (length < limit) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(limit, 2 * length));
        }
        bytes[length] = c;
      }
      length = Math.min(length + 1, limit + 1);
    }

    boolean isTooLong() {
      return length > limit;
    }

    boolean is(String text) {
      return !isTooLong() && text.equals(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    byte[] bytes() {
      return bytes;
    }

    int length() {
      return length;
    }
  }
}
