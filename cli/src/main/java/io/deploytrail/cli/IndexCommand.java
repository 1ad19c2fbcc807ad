package io.deploytrail.cli;

import io.deploytrail.cloudtrail.reader.TrailFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Remembers the sessions in log files.
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description =
        "Remember the sessions in CloudTrail log files, and where the files are, in .deploytrail/ of this folder.",
    footer = {
      "",
      "  deploytrail index AWSLogs/ more.json.gz",
      "",
      "Reads log files, EventBridge events, LookupEvents answers and NDJSON, plain or gzip. Session tokens are never kept.",
      "Exit codes: 0 every input was read, 2 some were not; each is named.",
    })
final class IndexCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "<file or folder>", description = "What to read.")
  private List<Path> paths = new ArrayList<>();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  IndexCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    var report = new Report(err);
    var trail = TrailFiles.in(paths);
    trail.problems().forEach((path, reason) -> report.unreadable(path, 0, reason));
    long added;
    try (var interruption = Interruption.watch();
        var writer = Journal.inCurrentFolder().write();
        var progress = new Progress(terminal, "index", trail.files().size())) {
      var indexing = new Indexing(writer, writer.known(err), trail.files());
      new TrailReader(trail.files(), report, progress, interruption).read(indexing::share);
      added = indexing.added();
    }
    err.println(
        "%d files read: %d new facts; %d files beside the trail skipped; %d files and %d records with problems"
            .formatted(
                trail.files().size(),
                added,
                trail.skippedFiles(),
                report.brokenFiles(),
                report.brokenRecords()));
    return report.isClean() ? QuestionCommand.ANSWERED : Failures.FAILED;
  }
}
