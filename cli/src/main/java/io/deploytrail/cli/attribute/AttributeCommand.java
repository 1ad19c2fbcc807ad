package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Providers;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cli.console.Interruption;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.cli.output.AnswerColumns;
import io.deploytrail.cli.output.Output;
import io.deploytrail.cli.output.Output.Rows;
import io.deploytrail.cli.output.OutputOption;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.cli.trail.Inputs;
import io.deploytrail.cli.trail.Problems;
import io.deploytrail.cli.trail.Trail;
import io.deploytrail.cli.trail.TrailOptions;
import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.NameSuggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// All of a trail at once: reads the inputs once, then attributes their calls with the sessions in
/// them.
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
      "  deploytrail attribute AWSLogs/ --format ocsf -o events.ndjson",
      "  deploytrail attribute s3://my-trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/",
      "",
      "Uses the sessions in these inputs, and of --sessions, alone. Each event id gives one line, however often it comes;",
      "the lines are sorted by time, then by event id; with ocsf, which reads the inputs twice, they",
      "stand as they are read.",
      "Exit codes: 0 every trail was read, 2 some were not (each is named on stderr), or there is none, 3 DeployTrail itself failed.",
    })
public final class AttributeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final TrailOptions inputs = new TrailOptions();

  @Option(
      names = "--sessions",
      paramLabel = "<input>",
      description =
          "Know the sessions in this file, folder or s3://… as well, and answer none of its calls; may be given several times.")
  private List<String> others = new ArrayList<>();

  @Option(names = "--all", description = "Every call, NONE too.")
  private boolean all;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final OutputOption output = new OutputOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  public AttributeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var settings = configuration.settings().configuration();
    var err = spec.commandLine().getErr();
    var problems = new Problems(err);
    int exitCode;
    try (var opened = output.open(spec.commandLine().getOut(), terminal);
        var buckets = new Buckets();
        var interruption = Interruption.watch()) {
      var trail = inputs.find(buckets, interruption);
      if (opened.isOcsf()) {
        refusePipes(trail);
      }
      problems.start(trail);
      var known = inputs.find(others, buckets, interruption);
      refuseMissing(known);
      problems.start(known);
      var summary = attribute(trail, known, settings, problems, opened, interruption);
      opened.finish();
      exitCode = problems.end();
      err.println(summary);
      summary.suggestions().sentences().stream().map(Terminal::safe).forEach(err::println);
    }
    return exitCode;
  }

  private AttributeSummary attribute(
      Trail trail,
      Trail known,
      Configuration settings,
      Problems problems,
      Output opened,
      Interruption interruption) {
    var index = new InMemorySessionIndex(settings.names());
    var gathering = new Gathering(index, new RecordReader(), all);
    if (!known.inputs().isEmpty()) {
      read(
          "sessions",
          known,
          new SessionProblems(problems),
          interruption,
          () -> new FactTaker(index::add));
    }
    read("reading", trail, problems, interruption, gathering::share);
    adviseProvider(gathering, settings.providers());
    var attributor = settings.attributor(index);
    var origins = SignerOrigins.of(gathering.signers(), attributor, interruption);
    var calls =
        AttributedCalls.of(
            gathering, origins, origin -> all || origin.verdict() != Verdict.NONE, interruption);
    if (opened.isOcsf()) {
      try (var rows = opened.lines()) {
        var events = new OcsfCalls(gathering, attributor, calls.calls(), rows);
        // The first reading has reported what cannot be read.
        read("writing", trail, (_, _, _) -> {}, interruption, events::share);
        reportMissing(events.missing(), problems);
      }
    } else {
      var lines = new AnswerLines();
      try (var rows = opened.rows(AnswerColumns.CALLS, lines::line)) {
        write(gathering, calls.calls(), rows, interruption);
      }
    }
    return AttributeSummary.of(
        trail, gathering, calls, NameSuggestions.of(gathering.roots(), settings), problems);
  }

  /// What is no trail has no sessions, which is said; what is one, makes none of the other inputs.
  private record SessionProblems(Problems problems) implements Inputs.ProblemListener {
    @Override
    public void unreadable(String input, int record, String reason) {
      problems.unreadable(input, record, reason);
    }

    @Override
    public void somethingElse(String input, String reason) {
      unreadable(input, 0, reason);
    }
  }

  private void adviseProvider(Gathering gathering, Providers configured) {
    configured
        .meant(gathering.providers())
        .ifPresent(name ->
            spec.commandLine()
                .getErr()
                .println(
                    "no record names the provider "
                        + String.join(" or ", configured.names())
                        + ", but some name "
                        + Terminal.safe(name)
                        + "; if that is your Pulumi: --provider "
                        + Terminal.safe(name)));
  }

  private void read(
      String task,
      Trail trail,
      Inputs.ProblemListener problems,
      Interruption interruption,
      Supplier<? extends TrailReader.Taker> takers) {
    new TrailReader(trail, problems, terminal, interruption).read(task, takers);
  }

  private static void write(
      Gathering gathering,
      List<AttributedCall> calls,
      Rows<Attribution> rows,
      Interruption interruption) {
    for (var call : calls) {
      interruption.check();
      var event = gathering.event(call.id(), call.time(), call.place());
      rows.write(new Attribution(Optional.of(event), call.origin()));
    }
  }

  private static void reportMissing(int calls, Problems problems) {
    if (calls > 0) {
      problems.unreadable(
          "the second reading",
          0,
          calls
              + " calls were not found again: their inputs cannot be read any more, or have changed");
    }
  }

  /// Without all sessions there would be answers that only seem to be the right ones.
  private static void refuseMissing(Trail known) {
    known
        .problems()
        .forEach((input, reason) -> {
          throw new InvalidInputException("--sessions " + input + ": " + reason);
        });
  }

  private static void refusePipes(Trail trail) {
    for (var input : trail.inputs()) {
      if (!input.isLasting()) {
        throw new InvalidInputException(
            "--format ocsf reads each input twice, so files or objects were expected, and "
                + input.name()
                + " is neither: write it into a file first");
      }
    }
  }
}
