package io.deploytrail.cli;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.TrailFiles;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.AnswerWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// All of a trail at once: reads the files twice, first for sessions, then for calls.
@Command(
    name = "attribute",
    mixinStandardHelpOptions = true,
    description =
        "Which deployment made each call in these log files: one line a call that is not NONE.",
    footer = {
      "",
      "  deploytrail attribute AWSLogs/ > calls.ndjson",
      "  deploytrail attribute AWSLogs/ --format csv --organization acme > calls.csv",
      "",
      "Uses the sessions in these files alone. Each event id gives one line, however often it comes.",
      "Exit codes: 0 every input was read, 2 some were not; each is named on stderr.",
    })
final class AttributeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "<file or folder>", description = "What to read.")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--all", description = "Every call, NONE too.")
  private boolean all;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final FormatOption format = new FormatOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  AttributeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var line = spec.commandLine();
    var report = new Report(line.getErr());
    var trail = TrailFiles.in(paths);
    trail.problems().forEach((path, reason) -> report.unreadable(path, 0, reason));
    var settings = configuration.configuration();
    var index = new InMemorySessionIndex(settings.names());
    var counts = new Counts();
    try (var progress = new Progress(terminal, "sessions", trail.files().size())) {
      for (var file : trail.files()) {
        Inputs.read(
            file,
            record -> {
              progress.record();
              counts.records++;
              Journal.fact(record).ifPresent(index::add);
            },
            report);
        progress.file();
      }
    }
    try (var rows =
            RowWriter.ofRows(
                line.getOut(), format.on(terminal), Columns.CALLS, terminal.tableWidth());
        var progress = new Progress(terminal, "calls", trail.files().size())) {
      var attributor = settings.attributor(index);
      for (var file : trail.files()) {
        // What cannot be read was reported when the sessions were read.
        Inputs.read(
            file,
            record -> attribute(record, attributor, rows, counts, progress),
            (path, number, reason) -> {});
        progress.file();
      }
    }
    line.getErr().println(counts.summary(trail, report));
    return report.isClean() ? QuestionCommand.ANSWERED : Failures.FAILED;
  }

  private void attribute(
      CloudTrailRecord record,
      Attributor attributor,
      RowWriter rows,
      Counts counts,
      Progress progress) {
    progress.record();
    if (!counts.seen.add(record.event().id())) {
      counts.duplicates++;
      return;
    }
    if (!(record instanceof Call call)) {
      counts.noCalls++;
      return;
    }
    var attribution = attributor.attribute(call);
    counts.verdicts.merge(attribution.verdict(), 1L, Long::sum);
    if (all || attribution.verdict() != Verdict.NONE) {
      rows.write(AnswerWriter.write(attribution));
    }
  }

  /// What was done, for the summary.
  private static final class Counts {
    private final EventIds seen = new EventIds();
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private long records;
    private long duplicates;
    private long noCalls;

    String summary(TrailFiles trail, Report report) {
      return "%d files, %d records: calls by verdict %s; %d issuances and denied attempts; %d duplicates; %d files beside the trail skipped; %d files and %d records with problems"
          .formatted(
              trail.files().size(),
              records,
              verdicts,
              noCalls,
              duplicates,
              trail.skippedFiles(),
              report.brokenFiles(),
              report.brokenRecords());
    }
  }
}
