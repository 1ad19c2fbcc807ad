package io.deploytrail.cli.attribute;

import io.deploytrail.cli.console.Interruption;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.cli.trail.Problems;
import io.deploytrail.cli.trail.TrailOptions;
import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.desk.FactWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What one part of a trail must know of another: the records by which sessions are known.
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description =
        "The records in which STS handed out or refused a session, one a line, for attribute --sessions.",
    footer = {
      "",
      "  deploytrail sessions AWSLogs/111122223333/ > sessions.ndjson",
      "  deploytrail attribute AWSLogs/444455556666/ --sessions sessions.ndjson > calls.ndjson",
      "",
      "The lines stand in no certain order, in CloudTrail's own form, reduced to what the rules need: no session tokens.",
      "Exit codes: 0 every trail was read, 2 some were not (each is named on stderr), or there is none, 3 DeployTrail itself failed.",
    })
public final class SessionsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final TrailOptions inputs = new TrailOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  public SessionsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var problems = new Problems(spec.commandLine().getErr());
    try (var buckets = new Buckets();
        var interruption = Interruption.watch()) {
      var trail = inputs.find(buckets, interruption);
      problems.start(trail);
      var isWritten = new AtomicBoolean();
      var taker =
          new FactTaker(fact -> {
            isWritten.set(true);
            var line = FactWriter.write(fact);
            synchronized (out) {
              out.print(line + "\n");
            }
          });
      new TrailReader(trail, problems, terminal, interruption).read("reading", () -> taker);
      if (!isWritten.get()) {
        // An empty file would be no trail.
        out.print("{\"Records\":[]}\n");
      }
    }
    out.flush();
    return problems.end();
  }
}
