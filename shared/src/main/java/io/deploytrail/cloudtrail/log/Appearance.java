package io.deploytrail.cloudtrail.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/// What an input is by its first bytes; its name says nothing certain.
final class Appearance {
  /// How many bytes are looked at.
  static final int LENGTH = 1 << 12;

  /// How many bytes are shown: so few that nothing secret can be among them.
  private static final int SHOWN = 8;

  /// A text holds no zero; what is none shows one early.
  private static final int EARLY = 512;

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ][\\d:.,+Z-]+[ \\t][^\\n{]*\\{");

  /// Perhaps behind a byte order mark.
  private static final Pattern JSON = Pattern.compile("(\u00ef\u00bb\u00bf)?\\s*[{\\[]");

  /// What is recognized and not read, and the way out.
  private static final Map<String, String> OTHERS =
      Map.of(
          "BZh", "it is bzip2; unpack it first: bunzip2",
          "\u00fd7zXZ", "it is xz; unpack it first: unxz",
          "7z\u00bc\u00af", "it is 7z; unpack it first: 7z x",
          "PAR1", "it is Parquet; write its records as JSON first",
          "Obj\u0001", "it is Avro; write its records as JSON first",
          "\u0089PNG", "it is a picture (PNG)",
          "\u00ff\u00d8\u00ff", "it is a picture (JPEG)",
          "%PDF", "it is PDF");

  private final byte[] start;

  /// Of what starts with those bytes.
  Appearance(byte[] start) {
    this.start = start;
  }

  static Appearance unknown() {
    return new Appearance(new byte[0]);
  }

  /// What it is packed in.
  enum Packing {
    GZIP,
    ZSTD,
    ZIP,
    TAR,
    NONE
  }

  Packing packing() {
    if (starts(0x1f, 0x8b)) {
      return Packing.GZIP;
    }
    if (starts(0x28, 0xb5, 0x2f, 0xfd)) {
      return Packing.ZSTD;
    }
    if (starts('P', 'K', 3, 4) || starts('P', 'K', 5, 6)) {
      return Packing.ZIP;
    }
    return TarEntries.isStart(start) ? Packing.TAR : Packing.NONE;
  }

  boolean isJson() {
    return JSON.matcher(text()).lookingAt();
  }

  /// Whether a log store wrote a time before the JSON of its first line.
  boolean startsWithTime() {
    return TIME.matcher(text()).lookingAt();
  }

  /// Whether it is CSV whose columns may hold records.
  boolean isCsvOfRecords() {
    if (isJson()) {
      return false;
    }
    try {
      return new CsvRows(new ByteArrayInputStream(start))
          .next()
          .filter(names -> new CsvColumns(names).areARecords())
          .isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether it is neither packed nor text.
  boolean isBinary() {
    for (var at = 0; at < Math.min(EARLY, start.length); at++) {
      if (start[at] == 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether a part of a record stands in it: in JSON, also in UTF-16, which is not read, or behind
  /// a time; a text that shows one speaks of it.
  boolean showsRecord() {
    var text = isUtf16() ? withoutZeros() : start;
    return (isJson() || isUtf16() || startsWithTime())
        && RecordMarks.ofRecord(text, 0, text.length);
  }

  boolean showsNoCall() {
    return RecordMarks.ofNoCall(start, 0, start.length);
  }

  /// The reason to report of an input that is no JSON.
  String described() {
    if (isUtf16()) {
      return "JSON in UTF-8 was expected, and it is UTF-16; save it as UTF-8";
    }
    return OTHERS.entrySet().stream()
        .filter(other -> text().startsWith(other.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> "JSON or gzip was expected, and it starts with " + shown());
  }

  private boolean isUtf16() {
    return starts(0xff, 0xfe) || starts(0xfe, 0xff);
  }

  private byte[] withoutZeros() {
    var text = new byte[start.length];
    var length = 0;
    for (var c : start) {
      if (c != 0) {
        text[length++] = c;
      }
    }
    return Arrays.copyOf(text, length);
  }

  private String text() {
    return new String(start, ISO_8859_1);
  }

  private boolean starts(int... bytes) {
    for (var at = 0; at < bytes.length; at++) {
      if (at >= start.length || (start[at] & 0xff) != bytes[at]) {
        return false;
      }
    }
    return true;
  }

  private String shown() {
    var text = new StringBuilder("\"");
    for (var at = 0; at < Math.min(SHOWN, start.length); at++) {
      var c = start[at];
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        text.append((char) c);
      } else {
        text.append("\\x%02x".formatted(c & 0xff));
      }
    }
    return text.append('"').toString();
  }
}
