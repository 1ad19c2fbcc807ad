package io.deploytrail.cli.attribute;

import io.deploytrail.cli.console.Interruption;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.cli.trail.Problems;
import io.deploytrail.cli.trail.Trail;
import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.desk.FactWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

  @Parameters(
      arity = "1..*",
      paramLabel = "<file, folder or s3://…>",
      description = "What to read: files, folders, s3://<bucket>/<key or prefix>.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--any-name",
      description =
          "In S3, look into all objects of unknown names; without it, into 1,000 under a prefix.")
  private boolean anyName;

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
      var trail = Trail.find(addresses, anyName, buckets, interruption::check);
      problems.start(trail);
      var lines = new SessionLines(out, new AtomicBoolean());
      new TrailReader(trail, problems, terminal, interruption).read("reading", () -> lines);
      if (!lines.isWritten.get()) {
        // An empty file would be no trail.
        out.print("{\"Records\":[]}\n");
      }
    }
    out.flush();
    return problems.end();
  }

  /// Writes the records that say something of a session; safe for many threads.
  private record SessionLines(PrintWriter out, AtomicBoolean isWritten)
      implements TrailReader.Taker {
    @Override
    public void glance(Glance glance) {
      // What is not read whole says nothing of a session.
    }

    @Override
    public void record(CloudTrailRecord record, byte[] json, int offset, int length) {
      record
          .fact()
          .map(FactWriter::write)
          .ifPresent(line -> {
            isWritten.set(true);
            synchronized (out) {
              out.print(line + "\n");
            }
          });
    }

    @Override
    public void endOfFile(int number, boolean isTrail) {
      // Files are not distinguished.
    }
  }
}
