package io.deploytrail.functions.ingestlogs;

import static java.util.Objects.requireNonNull;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntSupplier;

/// The part of a run's time that a piece of work may take: an object that never ends must not take
/// that of the others.
///
/// `remaining` are the milliseconds that are left of the run; this part ends when only `end` are.
record TimeShare(IntSupplier remaining, int end) {
  /// What writing the last records of a file takes, and the answer.
  private static final int RESERVE_MILLIS = 30_000;

  TimeShare {
    requireNonNull(remaining, "remaining");
  }

  /// All that is left of a run, but for what its end takes.
  static TimeShare of(IntSupplier remaining) {
    return new TimeShare(remaining, Math.min(RESERVE_MILLIS, remaining.getAsInt() / 10));
  }

  /// This time for the next of several pieces, of which so many are left: half of it, and all for
  /// the last. So the first gets far even where all are long, and none takes all.
  TimeShare forNextOf(int left) {
    var now = remaining.getAsInt();
    return left == 1 ? this : new TimeShare(remaining, now - Math.max(0, now - end) / 2);
  }

  /// That content, which throws [OutOfTimeException] when it is read after this time.
  InputStream over(InputStream content) {
    return new FilterInputStream(content) {
      @Override
      public int read() throws IOException {
        check();
        return super.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        check();
        return super.read(target, offset, length);
      }
    };
  }

  private void check() {
    if (remaining.getAsInt() <= end) {
      throw new OutOfTimeException("its time is up before its end");
    }
  }
}
