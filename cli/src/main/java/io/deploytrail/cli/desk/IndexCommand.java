package io.deploytrail.cli.desk;

import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.Interruption;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.preferences.Preferences;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.cli.trail.Input;
import io.deploytrail.cli.trail.Problems;
import io.deploytrail.cli.trail.Trail;
import io.deploytrail.cli.trail.TrailOptions;
import io.deploytrail.cli.trail.TrailReader;
import io.deploytrail.desk.DeskDatabase;
import io.deploytrail.desk.DeskFile;
import io.deploytrail.desk.DeskFiles;
import io.deploytrail.questions.Days;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Remembers the sessions in log files and objects.
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description =
        "Remember the sessions in CloudTrail log files, and where the files are, in .deploytrail/ of this folder.",
    footer = {
      "",
      "  deploytrail index AWSLogs/ more.json.gz s3://my-trail/AWSLogs/",
      "",
      "Reads what is a trail, by what a file holds: log files, and as log stores export them. Session tokens are never kept.",
      "A file that was read is read again only if its size or its time has changed.",
      "What --template, --organization and --provider say here is remembered: questions in this folder need not repeat it.",
      "Exit codes: 0 every trail was read, 2 some were not (each is named), or there is none, 3 DeployTrail itself failed.",
    })
public final class IndexCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final TrailOptions inputs = new TrailOptions();

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  public IndexCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    var problems = new Problems(err);
    var settings = configuration.settings();
    // Fails before anything is written.
    settings.configuration();
    int exitCode;
    try (var buckets = new Buckets();
        var interruption = Interruption.watch()) {
      var trail = inputs.find(buckets, interruption).knownByAddress();
      problems.start(trail);
      try (var database = DeskFolder.current().write(err)) {
        start(settings, configuration.typed(), database);
        var fresh = trail.without(input -> isRead(input, database.files()));
        var known = trail.inputs().size() - fresh.inputs().size();
        problems.known(known);
        var indexing = new Indexing(database, fresh.inputs(), problems::isBroken);
        new TrailReader(fresh, problems, terminal, interruption).read("index", indexing::taker);
        readAgain(database, buckets, problems, interruption);
        database.write(() -> database.files().replaceUnread(asked(), unread(problems)));
        exitCode = problems.end();
        err.println(summary(fresh, known, indexing.newFacts(), problems));
        next(database).ifPresent(command -> err.println("next: " + command));
      }
    }
    return exitCode;
  }

  /// What is typed is remembered for the questions in this folder.
  private static void start(Settings given, Settings typed, DeskDatabase database) {
    database.write(() -> {
      var remembered = Settings.of(database.settings());
      typed.or(remembered).writeTo(database.settings());
      database.lineage().start(given.or(remembered).configuration().providers());
    });
  }

  /// The question that lists what is known now.
  private Optional<String> next(DeskDatabase database) {
    var here = Preferences.ofProcess().askAws() ? " --engine sqlite" : "";
    return database
        .sessions(configuration.settings().configuration().names())
        .reach()
        .map(reach -> Days.of(reach, configuration.times()))
        .map(days ->
            "%s deployments --from %s --to %s%s"
                .formatted(Home.command(), days.first(), days.last(), here));
  }

  /// Files with calls of which it became known too late that they are Pulumi's.
  private void readAgain(
      DeskDatabase database, Buckets buckets, Problems problems, Interruption interruption) {
    var lineage = database.lineage();
    var inputs =
        database.files().withCaller(lineage::includes).stream()
            .map(file -> Input.of(file.address(), version(file), buckets))
            .filter(Input::isLasting)
            .toList();
    if (inputs.isEmpty()) {
      return;
    }
    var indexing = new Indexing(database, inputs, problems::isBroken);
    var trail = new Trail(inputs, 0, Map.of(), Map.of());
    new TrailReader(trail, problems.again(), terminal, interruption)
        .read("index late sessions", indexing::taker);
  }

  private static Optional<Input.Version> version(DeskFile file) {
    var size = file.size();
    var modified = file.modified();
    return size == null || modified == null
        ? Optional.empty()
        : Optional.of(new Input.Version(size, modified));
  }

  private static boolean isRead(Input input, DeskFiles files) {
    return input
        .version()
        .filter(version -> files.isRead(input.address(), version.size(), version.modified()))
        .isPresent();
  }

  private List<String> asked() {
    return inputs.addresses().stream().map(Input::address).toList();
  }

  private static Map<String, String> unread(Problems problems) {
    var reasons = new TreeMap<String, String>();
    problems.broken().forEach((name, reason) -> reasons.put(Input.address(name), reason));
    return reasons;
  }

  private static String summary(Trail trail, int known, long added, Problems problems) {
    return "%d files read, %d unchanged since they were: %d new facts; %d files beside the trail skipped; %d other files; %d Insights and digests; %d files and %d records with problems"
        .formatted(
            trail.inputs().size(),
            known,
            added,
            trail.skippedFiles() + problems.skippedFiles(),
            problems.otherFiles(),
            problems.noCalls(),
            problems.brokenFiles(),
            problems.brokenRecords());
  }
}
