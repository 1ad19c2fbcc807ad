package io.deploytrail.cloudtrail.reader;

import java.io.IOException;
import java.io.PushbackInputStream;

/// How an input starts: its first bytes tell what it is, its name says nothing certain.
///
/// They are few, so that nothing secret can be among them.
final class Appearance {
  /// How many bytes are looked at.
  static final int LENGTH = 8;

  private final byte[] start;

  private Appearance(byte[] start) {
    this.start = start;
  }

  /// Looks at the start of that stream, which must be able to take [#LENGTH] bytes back.
  static Appearance of(PushbackInputStream stream) throws IOException {
    var start = stream.readNBytes(LENGTH);
    stream.unread(start);
    return new Appearance(start);
  }

  static Appearance unknown() {
    return new Appearance(new byte[0]);
  }

  boolean isGzip() {
    return starts(0x1f, 0x8b);
  }

  /// What to tell of an input that is no JSON.
  String described() {
    if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) {
      return "JSON in UTF-8 was expected, and it is UTF-16; save it as UTF-8";
    }
    return "JSON or gzip was expected, and it starts with " + shown();
  }

  private boolean starts(int first, int second) {
    return start.length >= 2 && (start[0] & 0xff) == first && (start[1] & 0xff) == second;
  }

  private String shown() {
    var text = new StringBuilder("\"");
    for (var c : start) {
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        text.append((char) c);
      } else {
        text.append("\\x%02x".formatted(c & 0xff));
      }
    }
    return text.append('"').toString();
  }
}
