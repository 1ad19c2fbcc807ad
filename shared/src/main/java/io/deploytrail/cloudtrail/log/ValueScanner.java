package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.bytes.ListNames;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Follows one JSON value through a stream of bytes to its end, and stops at a list that it holds
/// under one of the [ListNames].
///
/// It checks what shows that the value's end is missing: where texts, brackets, colons, commas and
/// literals may stand. What is in them is the parser's business.
final class ValueScanner {
  private static final int LONGEST_NAME = "QueryResultRows".length();

  /// What came last, where no bracket, colon or comma did.
  private static final byte NOTHING = 0;

  private static final byte NAME = 'n';
  private static final byte TEXT = '"';
  private static final byte LITERAL = 'l';

  private final byte[] containers = new byte[RecordReader.DEEPEST + 1];
  private final byte[] name = new byte[LONGEST_NAME + 1];

  private int position;
  private int depth;
  private byte last;
  private boolean inString;
  private boolean escaped;
  private byte beforeQuote;
  private boolean isName;
  private boolean mayEnterHits;
  private boolean isInHits;
  private int nameLength;
  private Optional<String> listName = Optional.empty();
  private Optional<String> misplaced = Optional.empty();
  private String fault = "";

  enum ScanOutcome {
    /// The bytes are used up.
    UNFINISHED,
    /// The value is complete.
    CLOSED,
    /// The list of records begins; scanning goes on behind its `]`.
    LIST,
    /// The byte at [#position] cannot stand there; [#fault] says why.
    BROKEN
  }

  void start() {
    depth = 0;
    last = NOTHING;
    inString = false;
    escaped = false;
    beforeQuote = NOTHING;
    isName = false;
    mayEnterHits = false;
    isInHits = false;
    listName = Optional.empty();
    misplaced = Optional.empty();
    fault = "";
  }

  ScanOutcome scan(byte[] bytes, int from, int to) {
    position = from;
    var outcome = ScanOutcome.UNFINISHED;
    while (outcome == ScanOutcome.UNFINISHED && position < to) {
      outcome = inString ? string(bytes, to) : structure(bytes[position]);
    }
    return outcome;
  }

  /// The first byte that is not scanned.
  int position() {
    return position;
  }

  String fault() {
    return fault;
  }

  /// What is wrong with the list that CloudTrail names so, if it is no array.
  Optional<String> misplaced() {
    return misplaced;
  }

  /// Whether a string has just ended on `{"`, as if its real end were missing and an object began.
  boolean endedOnBrace() {
    return (last == NAME || last == TEXT) && beforeQuote == '{';
  }

  private ScanOutcome string(byte[] bytes, int to) {
    for (var at = position; at < to; at++) {
      var c = bytes[at];
      if (c == '\n') {
        position = at;
        return broken("a line ends inside a text");
      }
      if (c == '"' && !escaped) {
        position = at + 1;
        return endString();
      }
      escaped = c == '\\' && !escaped;
      beforeQuote = c;
      if (isName && nameLength <= LONGEST_NAME) {
        name[nameLength++] = c;
      }
    }
    position = to;
    return ScanOutcome.UNFINISHED;
  }

  private ScanOutcome endString() {
    inString = false;
    last = isName ? NAME : TEXT;
    if (isName && (depth == 1 || (depth == 2 && isInHits))) {
      listName = listName(new String(name, 0, nameLength, StandardCharsets.ISO_8859_1));
    }
    return depth == 0 ? ScanOutcome.CLOSED : ScanOutcome.UNFINISHED;
  }

  private Optional<String> listName(String name) {
    if (depth == 2) {
      return ListNames.isAroundList(name) ? Optional.of(name) : Optional.empty();
    }
    mayEnterHits = ListNames.isAroundList(name);
    return ListNames.isList(name) ? Optional.of(name) : Optional.empty();
  }

  private ScanOutcome structure(byte c) {
    return switch (c) {
      case ' ', '\t', '\r', '\n' -> next();
      case ':' -> last == NAME ? next(c) : broken("a colon stands where none may");
      case ',' -> isAfterValue() ? next(c) : broken("a comma stands where none may");
      case '"' -> startString();
      case '{', '[' -> open(c);
      case '}', ']' -> close(c);
      default -> literal(c);
    };
  }

  private ScanOutcome next() {
    position++;
    return ScanOutcome.UNFINISHED;
  }

  private ScanOutcome next(byte token) {
    last = token;
    return next();
  }

  private ScanOutcome startString() {
    isName = isInObject() && (last == '{' || last == ',');
    if (!isName && !mayStartValue()) {
      return broken("a text stands where none may");
    }
    checkList('"');
    inString = true;
    beforeQuote = NOTHING;
    nameLength = 0;
    return next();
  }

  private ScanOutcome open(byte c) {
    if (!mayStartValue()) {
      return broken("a value starts where none may");
    }
    if (c == '[' && isListValue()) {
      listName = Optional.empty();
      position++;
      last = ']';
      return ScanOutcome.LIST;
    }
    if (depth == RecordReader.DEEPEST) {
      return broken("it is nested deeper than " + RecordReader.DEEPEST + " levels");
    }
    checkList(c);
    isInHits |= depth == 1 && mayEnterHits && c == '{';
    containers[++depth] = c;
    return next(c);
  }

  private ScanOutcome close(byte c) {
    var opening = c == '}' ? '{' : '[';
    if (depth == 0 || containers[depth] != opening || !(last == opening || isAfterValue())) {
      return broken("a bracket stands where none may");
    }
    depth--;
    isInHits &= depth > 1;
    last = c;
    position++;
    return depth == 0 ? ScanOutcome.CLOSED : ScanOutcome.UNFINISHED;
  }

  private ScanOutcome literal(byte c) {
    if (last != LITERAL && !mayStartValue()) {
      return broken("something stands between a value and the next");
    }
    checkList(c);
    return next(LITERAL);
  }

  private boolean isAfterValue() {
    return last == TEXT || last == LITERAL || last == '}' || last == ']';
  }

  private boolean isInObject() {
    return depth > 0 && containers[depth] == '{';
  }

  private boolean mayStartValue() {
    if (depth == 0) {
      return last == NOTHING;
    }
    return isInObject() ? last == ':' : last == '[' || last == ',';
  }

  private boolean isListValue() {
    return last == ':' && listName.isPresent();
  }

  private void checkList(int c) {
    if (isListValue()) {
      misplaced =
          listName
              .filter(ListNames::isCloudTrails)
              .map(list -> list + " was expected to hold an array, not " + kind(c));
      listName = Optional.empty();
    }
  }

  private static String kind(int c) {
    return switch (c) {
      case '{' -> "an object";
      case '"' -> "a text";
      case 'n' -> "null";
      case 't', 'f' -> "a truth value";
      default -> "a number";
    };
  }

  private ScanOutcome broken(String reason) {
    fault = reason;
    return ScanOutcome.BROKEN;
  }
}
