package io.deploytrail.cloudtrail.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.log.LogReader.Counts;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.util.ArrayList;
import java.util.List;

/// Numbers the records of an input, parses each by itself, and judges what cannot be read: in an
/// input that shows a trail's records it is unreadable; an input that shows none is something else.
class Parsing implements RecordSplitter.Pieces {
  /// So many problems wait until it is known whether the input is a trail.
  private static final int MOST_WAITING = 20;

  private static final String WAY_OUT =
      "; where records stand deeper, this gets them out: jq -c '.. | ., (strings | fromjson? | ..) | objects | select(has(\"eventID\"))'";

  private final RecordReader records;
  private final RecordSink sink;
  private final List<Problem> waiting = new ArrayList<>();
  private Appearance appearance = Appearance.unknown();

  /// The file of an archive that is at hand.
  private String file = "";

  private boolean isTrail;

  /// It starts like no JSON: only a record that is read makes a trail of it.
  private boolean isText;

  private boolean hasTrail;
  private int files;
  private int skipped;
  private int notWaiting;
  private int number;
  private int read;
  private int unreadable;
  private int noCalls;

  private record Problem(int number, String reason) {}

  Parsing(RecordReader records, RecordSink sink) {
    this.records = records;
    this.sink = sink;
  }

  Counts counts() {
    return new Counts(read, unreadable, noCalls, skipped, hasTrail);
  }

  /// A file begins, of that name in an archive, or the input itself, which has none. With
  /// `isCertain`, whatever it holds should be a trail's.
  final void begin(String name, boolean isCertain) {
    file = name;
    isTrail = isCertain;
    isText = false;
    files++;
  }

  /// A file of an archive lies beside a trail.
  final void skip() {
    files++;
    skipped++;
  }

  /// The records come from an input that looks so.
  final void start(Appearance look) {
    appearance = look;
    if (look.showsRecord()) {
      isATrail();
    }
  }

  /// All of the file, or the input, was read.
  final void end() {
    var isArchive = file.isEmpty() && files > 1;
    if (isTrail || (waiting.isEmpty() && !isArchive)) {
      // Without a problem, it is an empty list of records.
      hasTrail = true;
    } else if (!waiting.isEmpty()) {
      var first = waiting.getFirst();
      sink.somethingElse(
          where(first.number == 0 ? first.reason : "record " + first.number + ": " + first.reason));
    }
    waiting.clear();
    notWaiting = 0;
    isTrail = false;
    file = "";
  }

  private String where(String reason) {
    return file.isEmpty() ? reason : "in " + file + ": " + reason;
  }

  @Override
  public void piece(byte[] bytes, int offset, int length) {
    Delivery delivery;
    try {
      delivery = records.read(bytes, offset, length);
    } catch (UnreadableRecordException e) {
      notRead(bytes, offset, length, e.reason());
      return;
    }
    take(delivery, bytes, offset, length);
  }

  private void take(Delivery delivery, byte[] bytes, int offset, int length) {
    if (delivery.isCallWithoutName() && RecordMarks.ofNoCall(bytes, offset, length)) {
      countNoCall();
      return;
    }
    count();
    sink.record(delivery, bytes, offset, length);
  }

  /// Whether that holds a record, which is taken then.
  private boolean isTakenOutOf(String wrapping, int layers) {
    for (var inside : Wrapping.inside(wrapping)) {
      var bytes = inside.getBytes(UTF_8);
      try {
        take(records.read(bytes), bytes, 0, bytes.length);
        return true;
      } catch (UnreadableRecordException e) {
        if (layers < Wrapping.MOST && isTakenOutOf(inside, layers + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private void notRead(byte[] bytes, int offset, int length, String reason) {
    if (isTakenOutOf(new String(bytes, offset, length, UTF_8), 1)) {
      return;
    }
    if (RecordMarks.ofNoCall(bytes, offset, length)) {
      countNoCall();
      return;
    }
    var isRecord = RecordMarks.ofRecord(bytes, offset, length);
    if (isRecord && !isText) {
      isATrail();
    }
    number++;
    unreadable(number, isRecord ? reason + wayOut(bytes, offset, length, reason) : reason);
  }

  /// How to get at records that the piece may hold in a way that is not known.
  private static String wayOut(byte[] bytes, int offset, int length, String reason) {
    if (bytes[offset] == '[') {
      return "; select the whole record: @message in CloudWatch Logs Insights, eventJson in CloudTrail Lake";
    }
    // An id is missing where it should stand, and there.
    var isDeeper = reason.contains("eventID") && RecordMarks.haveId(bytes, offset, length);
    return isDeeper ? WAY_OUT : "";
  }

  @Override
  public void glanced(Glance glance) {
    var piece = glance.record();
    piece(piece.bytes(), piece.start(), piece.length());
  }

  /// Counts a record that was read.
  final void count() {
    isATrail();
    number++;
    read++;
  }

  private void countNoCall() {
    isATrail();
    number++;
    noCalls++;
  }

  @Override
  public void brokenPiece(String reason) {
    if (number == 0 && appearance.showsNoCall()) {
      // A digest may be longer than any record.
      countNoCall();
      return;
    }
    number++;
    unreadable(number, reason);
  }

  @Override
  public void brokenInput(String reason) {
    unreadable(0, reason);
  }

  /// The input was damaged in its packing, which only a whole one shows to be no trail.
  final void damaged(String reason) {
    isATrail();
    brokenInput(reason);
  }

  @Override
  public void noJson() {
    isText = true;
    brokenInput(appearance.described());
  }

  /// A record shows that the input is a trail; the problems that waited for that are reported.
  final void isATrail() {
    if (isTrail) {
      return;
    }
    isTrail = true;
    for (var problem : waiting) {
      unreadable(problem.number, problem.reason);
    }
    if (notWaiting > 0) {
      unreadable(0, notWaiting + " more before its first record");
    }
    waiting.clear();
    notWaiting = 0;
  }

  private void unreadable(int record, String reason) {
    if (isTrail) {
      unreadable++;
      sink.unreadable(record, where(reason));
    } else if (waiting.size() < MOST_WAITING) {
      waiting.add(new Problem(record, reason));
    } else {
      notWaiting++;
    }
  }
}
