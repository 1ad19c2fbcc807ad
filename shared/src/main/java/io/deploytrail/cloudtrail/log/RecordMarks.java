package io.deploytrail.cloudtrail.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.List;
import java.util.regex.Pattern;

/// What bytes that are not read as a call show of what they are; an approximation that errs on the
/// side of CloudTrail.
final class RecordMarks {
  /// As names of fields, in JSON or in a text that holds JSON.
  private static final Pattern RECORD = Pattern.compile("(eventVersion|eventID)\\\\*\"\\s*[:,]");

  /// Some exporters spell names in another case, or with underscores.
  private static final Pattern IDENTITY = Pattern.compile("user_?identity", CASE_INSENSITIVE);

  private static final Pattern TIME = Pattern.compile("event_?time", CASE_INSENSITIVE);

  /// The records of S3's notifications and of streams have fields of the same names.
  private static final Pattern OTHER_SOURCE =
      Pattern.compile("eventSource\\\\*\"\\s*:\\s*\\\\*\"aws:");

  private static final List<String> NO_CALL =
      List.of("\"insightDetails\"", "\"digestStartTime\"", "\"CWL CONTROL MESSAGE: ");

  private RecordMarks() {}

  /// Whether they are, or hold, a part of a CloudTrail record.
  static boolean ofRecord(byte[] bytes, int offset, int length) {
    var text = new String(bytes, offset, length, ISO_8859_1);
    var isRecord =
        RECORD.matcher(text).find() || (IDENTITY.matcher(text).find() && TIME.matcher(text).find());
    return isRecord && !OTHER_SOURCE.matcher(text).find();
  }

  /// Whether a record's id stands in them, at whatever depth.
  static boolean haveId(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, ISO_8859_1).contains("\"eventID");
  }

  /// Whether they are what stands in or beside a trail, and is no call: an Insight, a digest, or
  /// what CloudWatch Logs sends to try out a subscription.
  static boolean ofNoCall(byte[] bytes, int offset, int length) {
    var text = new String(bytes, offset, length, ISO_8859_1);
    return NO_CALL.stream().anyMatch(text::contains);
  }
}
