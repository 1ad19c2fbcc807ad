package io.deploytrail.cloudtrail.log;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.log.RecordSplitter.Pieces;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;

/// Whatever the bytes: a record, or a reason why not; never another exception, never a piece too
/// long. With `JAZZER_FUZZ=1` jazzer looks for such bytes; without, it tries those it has found.
final class ReaderFuzzTest {
  private static final RecordReader RECORDS = new RecordReader();

  @FuzzTest(maxDuration = "2m")
  void anyBytesAreARecordOrUnreadable(byte[] bytes) {
    try {
      RECORDS.read(bytes);
    } catch (UnreadableRecordException e) {
      assert !e.reason().isEmpty();
    }
  }

  @FuzzTest(maxDuration = "2m")
  void anyBytesAreAnInput(byte[] bytes) {
    Found.in(bytes);
  }

  @FuzzTest(maxDuration = "2m")
  void anyBytesAreSplit(byte[] bytes) {
    var splitter = new RecordSplitter(new Lengths(), new Glance());
    splitter.accept(bytes, bytes.length);
    splitter.accept(bytes, bytes.length);
    splitter.end();
  }

  private static final class Lengths implements Pieces {
    @Override
    public void piece(byte[] bytes, int offset, int length) {
      if (length < 2 || length > RecordReader.LONGEST_RECORD || offset + length > bytes.length) {
        throw new IllegalStateException("a piece of " + length + " bytes at " + offset);
      }
    }

    @Override
    public void glanced(Glance glance) {
      piece(glance.record().bytes(), glance.record().start(), glance.record().length());
    }

    @Override
    public void brokenPiece(String reason) {}

    @Override
    public void brokenInput(String reason) {}

    @Override
    public void noJson() {}
  }
}
