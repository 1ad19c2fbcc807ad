package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static io.deploytrail.cloudtrail.reader.Samples.call;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.stream.Stream;

/// The shapes in which log files come.
final class LogShapes {
  static final String BROKEN = call(2).replace("\"CreateBucket\"", "\"Create\\x\"");

  private LogShapes() {}

  /// Files of three records.
  static Stream<String> shapes() {
    return Stream.of(
        "{\"Records\":[%s,%s,%s]}",
        "\ufeff{\"Records\":[%s,%s,%s]}",
        "{\"before\":{\"Records\":1},\"Records\":[%s,%s,%s],\"after\":[{}]}",
        "{\n  \"Records\" : [\n    %s,\n    %s,\n    %s\n  ]\n}\n",
        "{\"Records\":[%s]}\n{\"Records\":[%s]}\n{\"Records\":[%s]}\n",
        "{\"Records\":[%s],\"Events\":[%s,%s]}",
        "[%s,%s,%s]",
        "[\n%s,\n%s,\n%s\n]",
        "[{\"Records\":[%s,%s]},{\"Records\":[%s]}]",
        "%s\n%s\n%s\n",
        "%s\r\n\r\n%s\r\n%s",
        "%s%s%s",
        "{\"Records\":[]}%s[]%s\n[%s]");
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(bytes(text));
  }
}
