package io.deploytrail.cli;

import io.deploytrail.attribution.Verdict;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.cli.trail.Trail;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// All of a trail at once: reads the inputs once, then attributes their calls with the sessions
/// that were found.
@Command(
    name = "attribute",
    mixinStandardHelpOptions = true,
    description =
        "Which deployment made each call in these log files or objects: one line a call that is not NONE.",
    footer = {
      "",
      "  deploytrail attribute AWSLogs/ > calls.ndjson",
      "  deploytrail attribute AWSLogs/ --format csv --organization acme > calls.csv",
      "  deploytrail attribute AWSLogs/ --format parquet -o calls.parquet",
      "  deploytrail attribute s3://my-trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/",
      "",
      "Uses the sessions in these inputs alone. Each event id gives one line, however often it comes;",
      "the lines are sorted by time, then by event id.",
      "Exit codes: 0 every input was read, 2 some were not; each is named on stderr.",
    })
final class AttributeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "<file, folder or s3://…>",
      description = "What to read: files, folders, s3://<bucket>/<key or prefix>.")
  private List<String> addresses = new ArrayList<>();

  @Option(names = "--all", description = "Every call, NONE too.")
  private boolean all;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final OutputOption output = new OutputOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  AttributeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var settings = configuration.configuration();
    var err = spec.commandLine().getErr();
    var report = new Report(err);
    try (var opened = output.open(spec.commandLine().getOut(), terminal);
        var buckets = new Buckets();
        var interruption = Interruption.watch()) {
      var trail = Trail.find(addresses, buckets, interruption::check);
      trail.problems().forEach((input, reason) -> report.unreadable(input, 0, reason));
      var summary = attribute(trail, settings, report, opened, interruption);
      opened.finish();
      err.println(summary);
    }
    return report.isClean() ? QuestionCommand.ANSWERED : Failures.FAILED;
  }

  private AttributeSummary attribute(
      Trail trail,
      Configuration settings,
      Report report,
      Output opened,
      Interruption interruption) {
    var index = new InMemorySessionIndex(settings.names());
    var gathering = new Gathering(index, new RecordReader(), all);
    try (var progress = new Progress(terminal, "reading", trail.inputs().size())) {
      new TrailReader(trail, report, progress, interruption).read(gathering::share);
    }
    var origins = SignerOrigins.of(gathering.signers(), settings.attributor(index), interruption);
    var calls =
        AttributedCalls.of(
            gathering, origins, origin -> all || origin.verdict() != Verdict.NONE, interruption);
    write(gathering, calls.calls(), opened, interruption);
    return AttributeSummary.of(trail, gathering, calls, report);
  }

  private static void write(
      Gathering gathering, List<AttributedCall> calls, Output opened, Interruption interruption) {
    var lines = new AnswerLines();
    try (var rows = opened.rows(RowWriter::ofRows, Columns.CALLS)) {
      for (var call : calls) {
        interruption.check();
        var event = gathering.event(call.id(), call.time(), call.place());
        rows.write(lines.line(event, call.origin()));
      }
    }
  }
}
