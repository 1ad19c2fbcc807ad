package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.bytes.ValueSkipper;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.log.ValueScanner.ScanOutcome;
import io.deploytrail.cloudtrail.reader.RecordReader;

/// Cuts a stream of JSON into its records without parsing them.
///
/// A [Glance] passes over a piece that is whole and ordinary; all others are followed byte by byte,
/// which cuts the same pieces.
///
/// A piece is an object at the top, or an element of a top-level array, or of the list that an
/// object holds under one of the [ListNames]. So a broken record is cut out alone, and an enormous
/// one is passed over in bounded memory.
///
/// Where the JSON is broken, the next piece begins at what no valid JSON has there: a line that
/// starts with `{`, or a [RecordStart]. How the input is cut into buffers never shows.
final class RecordSplitter {
  private final Pieces pieces;
  private final HeldBytes held = new HeldBytes(RecordReader.LONGEST_RECORD);
  private final RecordStart recordStart = new RecordStart();
  private final Glance glance;

  /// Follows the piece.
  private ValueScanner piece = new ValueScanner();

  /// Follows the object around the list of which the pieces are elements.
  private ValueScanner around = new ValueScanner();

  private SplitState state = SplitState.BETWEEN;
  private boolean inArray;
  private boolean inList;
  private boolean isEmpty = true;
  private boolean hasRecovered;
  private boolean lineStarts = true;
  private int start;

  /// Takes the pieces, and what is wrong with them.
  interface Pieces {
    /// A piece; the bytes are valid during the call only.
    void piece(byte[] bytes, int offset, int length);

    /// A piece of which the glance shows all that counts; it is valid during the call only.
    void glanced(Glance glance);

    void brokenPiece(String reason);

    void brokenInput(String reason);

    /// The input starts like no JSON.
    void noJson();
  }

  private enum SplitState {
    /// Where a piece may start.
    BETWEEN,
    /// In a piece.
    INSIDE,
    /// In the object around the list, behind the list.
    BEHIND_LIST,
    /// In an element that is no object, up to the next comma.
    STRAY,
    /// In broken JSON, up to the start of the next piece.
    LOST
  }

  RecordSplitter(Pieces pieces, Glance glance) {
    this.pieces = pieces;
    this.glance = glance;
  }

  /// Takes the next bytes; they may change after the call.
  void accept(byte[] bytes, int length) {
    start = 0;
    for (var at = 0; at < length; ) {
      at =
          switch (state) {
            case BETWEEN -> between(bytes, at, length);
            case INSIDE -> inside(bytes, at, length);
            case BEHIND_LIST -> behindList(bytes, at, length);
            case STRAY -> stray(bytes, at);
            case LOST -> lost(bytes, at);
          };
    }
    if (state == SplitState.INSIDE) {
      held.append(bytes, start, length - start);
    }
    lineStarts = length > 0 ? bytes[length - 1] == '\n' : lineStarts;
  }

  private int between(byte[] bytes, int at, int length) {
    var c = bytes[at];
    if (isSpace(c) || c == ',') {
      return at + 1;
    }
    var isFirst = isEmpty;
    isEmpty = false;
    if (c == '{' || (isInList() && (c == '[' || c == '"'))) {
      return passed(bytes, at, length);
    }
    if (c == '[') {
      inArray = true;
      return at + 1;
    }
    if (c == ']' && isInList()) {
      endList();
      return at + 1;
    }
    unexpected(c, isFirst);
    return at + 1;
  }

  /// Behind the piece that begins there, if it takes but a glance.
  private int passed(byte[] bytes, int at, int length) {
    var end = bytes[at] == '{' ? glance.look(bytes, at, length) : ValueSkipper.NOT_PASSED;
    if (end == ValueSkipper.NOT_PASSED || end - at > RecordReader.LONGEST_RECORD) {
      begin(at);
      return at;
    }
    if (glance.suffices()) {
      pieces.glanced(glance);
    } else {
      pieces.piece(bytes, at, end - at);
    }
    return end;
  }

  private void begin(int at) {
    state = SplitState.INSIDE;
    start = at;
    held.clear();
    piece.start();
  }

  private void endList() {
    if (inList) {
      inList = false;
      state = SplitState.BEHIND_LIST;
      return;
    }
    inArray = false;
  }

  private void unexpected(byte c, boolean isFirst) {
    if (hasRecovered && (c == ']' || c == '}')) {
      // The end of something whose beginning was lost, and reported then.
      return;
    }
    state = isInList() ? SplitState.STRAY : SplitState.LOST;
    recordStart.reset(false);
    if (isFirst) {
      pieces.noJson();
      return;
    }
    pieces.brokenPiece("a JSON object was expected, not " + shown(c));
  }

  private int inside(byte[] bytes, int at, int length) {
    var outcome = piece.scan(bytes, at, length);
    var end = piece.position();
    if (outcome == ScanOutcome.CLOSED) {
      state = SplitState.BETWEEN;
      emit(bytes, end);
    } else if (outcome == ScanOutcome.LIST) {
      enterList();
    } else if (outcome == ScanOutcome.BROKEN) {
      lose(piece);
      pieces.brokenPiece("it is broken or cut off: " + piece.fault());
    }
    return end;
  }

  private void emit(byte[] bytes, int end) {
    if (piece.misplaced().isPresent()) {
      pieces.brokenInput(piece.misplaced().get());
      return;
    }
    if (held.isEmpty() && end - start <= RecordReader.LONGEST_RECORD) {
      pieces.piece(bytes, start, end - start);
      return;
    }
    held.append(bytes, start, end - start);
    if (held.isTooLong()) {
      pieces.brokenPiece(
          "it is longer than "
              + RecordReader.LONGEST_RECORD
              + " bytes; CloudTrail writes at most 256 KB");
      return;
    }
    if (glance.look(held.bytes(), 0, held.length()) == held.length() && glance.suffices()) {
      pieces.glanced(glance);
      return;
    }
    pieces.piece(held.bytes(), 0, held.length());
  }

  private void enterList() {
    if (inList) {
      pieces.brokenInput("a list of records is cut off: another one begins inside it");
    }
    var scanner = around;
    around = piece;
    piece = scanner;
    inList = true;
    state = SplitState.BETWEEN;
  }

  private int behindList(byte[] bytes, int at, int length) {
    var outcome = around.scan(bytes, at, length);
    if (outcome == ScanOutcome.CLOSED) {
      state = SplitState.BETWEEN;
      around.misplaced().ifPresent(pieces::brokenInput);
    } else if (outcome == ScanOutcome.LIST) {
      inList = true;
      state = SplitState.BETWEEN;
    } else if (outcome == ScanOutcome.BROKEN) {
      lose(around);
      pieces.brokenInput("it is broken behind its list of records: " + around.fault());
    }
    return around.position();
  }

  private int stray(byte[] bytes, int at) {
    var c = bytes[at];
    if (c == ',' || c == ']' || c == '{') {
      state = SplitState.BETWEEN;
      return at;
    }
    return at + 1;
  }

  private void lose(ValueScanner scanner) {
    state = SplitState.LOST;
    recordStart.reset(scanner.endedOnBrace());
  }

  private int lost(byte[] bytes, int at) {
    var atLineStart = at == 0 ? lineStarts : bytes[at - 1] == '\n';
    if (bytes[at] == '{' && atLineStart) {
      hasRecovered = true;
      begin(at);
      return at;
    }
    if (recordStart.accept(bytes[at])) {
      hasRecovered = true;
      begin(at + 1);
      held.append(recordStart.bytes(), 0, recordStart.bytes().length);
      piece.scan(recordStart.bytes(), 0, recordStart.bytes().length);
    }
    return at + 1;
  }

  /// The input has ended.
  void end() {
    if (isEmpty) {
      pieces.brokenInput("it is empty; CloudTrail records were expected, as JSON or gzip");
    } else if (state == SplitState.INSIDE) {
      pieces.brokenPiece("it is cut off: the input ends inside it");
    } else if (state == SplitState.LOST && isInList()) {
      pieces.brokenInput("behind its last broken record no start of another one was found");
    } else if (isInList() || state == SplitState.BEHIND_LIST) {
      pieces.brokenInput("it is cut off: it ends before its list of records does");
    }
  }

  private boolean isInList() {
    return inArray || inList;
  }

  /// Also the bytes of a byte order mark, which files put together may have in their midst.
  private static boolean isSpace(byte c) {
    return switch (c) {
      case ' ', '\n', '\r', '\t', (byte) 0xef, (byte) 0xbb, (byte) 0xbf -> true;
      default -> false;
    };
  }

  private static String shown(byte c) {
    return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : "the byte 0x%02x".formatted(c & 0xff);
  }
}
