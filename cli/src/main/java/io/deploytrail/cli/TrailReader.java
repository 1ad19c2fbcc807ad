package io.deploytrail.cli;

import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.Glance;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Reads many files, each once, on all processors.
record TrailReader(List<Path> files, Report report, Progress progress, Interruption interruption) {
  /// Takes the records of one file after another.
  interface Taker extends Inputs.Records {
    /// All records of the file of that number were taken.
    void endOfFile(int number);
  }

  /// Hands all records of a file to one taker; `takers` makes one for each thread.
  void read(Supplier<? extends Taker> takers) {
    var isAlone = files.size() < Workers.THREADS;
    Workers.work(
        files.size(),
        () -> {
          var glance = new Glance();
          var taker = takers.get();
          var watched = new Watched(taker);
          return at -> {
            Inputs.read(files.get(at), isAlone, glance, watched, report);
            taker.endOfFile(at);
            progress.file();
          };
        });
  }

  /// Counts records, and stops if the work shall.
  private final class Watched implements Inputs.Records {
    private final Taker taker;

    Watched(Taker taker) {
      this.taker = taker;
    }

    @Override
    public void glance(Glance glance) {
      interruption.check();
      progress.record();
      taker.glance(glance);
    }

    @Override
    public void record(CloudTrailRecord record) {
      interruption.check();
      progress.record();
      taker.record(record);
    }
  }
}
