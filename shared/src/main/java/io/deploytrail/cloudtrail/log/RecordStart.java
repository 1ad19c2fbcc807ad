package io.deploytrail.cloudtrail.log;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Recognizes where a record begins in the midst of broken JSON: `{"eventVersion"`, as CloudTrail
/// begins each, or `{"EventId"`, as the AWS CLI begins each of LookupEvents.
///
/// Inside a text the quotes would be escaped, so neither can be part of one.
final class RecordStart {
  private static final List<byte[]> STARTS =
      List.of(bytes("{\"eventVersion\""), bytes("{\"EventId\""));
  private static final int BRACE_AND_QUOTE = 2;

  private byte[] start = STARTS.getFirst();
  private int matched;

  /// Begins anew; `{"` may have been passed already.
  void reset(boolean afterBraceAndQuote) {
    matched = afterBraceAndQuote ? BRACE_AND_QUOTE : 0;
  }

  /// Takes the next byte, and says whether a record's start is complete with it.
  boolean accept(byte c) {
    if (matched == 1 && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
      return false;
    }
    if (matched == BRACE_AND_QUOTE) {
      start = STARTS.get(c == 'E' ? 1 : 0);
    }
    if (c == start[matched]) {
      matched++;
    } else {
      matched = c == '{' ? 1 : 0;
    }
    if (matched < start.length) {
      return false;
    }
    matched = 0;
    return true;
  }

  /// The start that was recognized, without spaces.
  byte[] bytes() {
    return start;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
