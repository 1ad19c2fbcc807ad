package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// Reads CSV row by row: RFC 4180, with line ends of any kind, in UTF-8 with or without a byte
/// order mark. A row is no longer than [#LONGEST].
final class CsvRows {
  /// In bytes: a record, with all its quotes doubled.
  static final int LONGEST = 2 * RecordReader.LONGEST_RECORD;

  private static final int BUFFER = 1 << 16;
  private static final int END = -1;
  private static final int[] BYTE_ORDER_MARK = {0xef, 0xbb, 0xbf};

  private final InputStream source;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private int rowLength;
  private boolean hasBegun;

  CsvRows(InputStream source) {
    this.source = source;
  }

  /// The cells of the next row that is not blank; empty at the end.
  Optional<List<String>> next() throws IOException {
    skipByteOrderMark();
    while (peek() != END) {
      var row = row();
      if (row.size() > 1 || !row.getFirst().isEmpty()) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private void skipByteOrderMark() throws IOException {
    if (!hasBegun && peek() == BYTE_ORDER_MARK[0]) {
      for (var at = 0; at < BYTE_ORDER_MARK.length && peek() == BYTE_ORDER_MARK[at]; at++) {
        take();
      }
    }
    hasBegun = true;
  }

  private List<String> row() throws IOException {
    var cells = new ArrayList<String>();
    rowLength = 0;
    while (true) {
      cells.add(cell());
      var end = take();
      if (end == '\r' && peek() == '\n') {
        take();
      }
      if (end != ',') {
        return cells;
      }
    }
  }

  /// Up to the comma or the end of the line.
  private String cell() throws IOException {
    var cell = new ByteArrayOutputStream();
    if (peek() == '"') {
      take();
      quoted(cell);
    }
    for (var c = peek(); c != ',' && c != '\n' && c != '\r' && c != END; c = peek()) {
      cell.write(take());
    }
    return cell.toString(StandardCharsets.UTF_8);
  }

  private void quoted(ByteArrayOutputStream cell) throws IOException {
    while (true) {
      var c = take();
      if (c == END) {
        throw new ZipException("the CSV ends inside a quoted cell");
      }
      if (c == '"') {
        if (peek() != '"') {
          return;
        }
        take();
      }
      cell.write(c);
    }
  }

  private int peek() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, source.read(buffer));
    }
    return position < limit ? buffer[position] & 0xff : END;
  }

  private int take() throws IOException {
    var c = peek();
    position += c == END ? 0 : 1;
    rowLength++;
    if (rowLength > LONGEST) {
      throw new ZipException("a row of the CSV is longer than " + LONGEST + " bytes");
    }
    return c;
  }
}
