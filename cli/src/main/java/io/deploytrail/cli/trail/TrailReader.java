package io.deploytrail.cli.trail;

import io.deploytrail.cli.console.Interruption;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.glance.Glance;
import java.util.function.Supplier;

/// Reads all inputs of a trail, each once, on all processors.
public record TrailReader(
    Trail trail, Inputs.ProblemListener problems, Terminal terminal, Interruption interruption) {
  /// How many objects a processor reads at once: most of these wait for the network.
  private static final int OBJECTS_A_PROCESSOR = 4;

  /// Takes the records of one input after another.
  public interface Taker extends Inputs.RecordTaker {
    /// All records of the input of that number were taken; whether it is anything of a trail.
    void endOfFile(int number, boolean isTrail);
  }

  /// Hands all records of an input to one taker; `takers` makes one for each thread. A person sees
  /// how far that task is.
  public void read(String task, Supplier<? extends Taker> takers) {
    try (var progress = new Progress(terminal, task, trail.inputs().size())) {
      read(progress, takers);
    }
  }

  private void read(Progress progress, Supplier<? extends Taker> takers) {
    var inputs = trail.inputs();
    var isAlone = inputs.size() < Workers.THREADS;
    Workers.work(
        inputs.size(),
        trail.isRemote() ? OBJECTS_A_PROCESSOR * Workers.THREADS : Workers.THREADS,
        () -> {
          var glance = new Glance();
          var taker = takers.get();
          var watched = new Watched(taker, progress);
          return at -> {
            var isTrail = Inputs.read(inputs.get(at), isAlone, glance, watched, problems);
            taker.endOfFile(at, isTrail);
            progress.file();
          };
        });
  }

  /// Counts records, and stops if the work shall.
  private final class Watched implements Inputs.RecordTaker {
    private final Taker taker;
    private final Progress progress;

    Watched(Taker taker, Progress progress) {
      this.taker = taker;
      this.progress = progress;
    }

    @Override
    public void glance(Glance glance) {
      interruption.check();
      progress.record();
      taker.glance(glance);
    }

    @Override
    public void record(CloudTrailRecord record, byte[] json, int offset, int length) {
      interruption.check();
      progress.record();
      taker.record(record, json, offset, length);
    }
  }
}
