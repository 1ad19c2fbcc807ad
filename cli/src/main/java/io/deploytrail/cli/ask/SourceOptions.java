package io.deploytrail.cli.ask;

import io.deploytrail.aws.EventHistory;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.desk.DeskFolder;
import io.deploytrail.cli.desk.Settings;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.desk.DeskSessionIndex;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.questions.CallHistory;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.IndexedCalls;
import io.deploytrail.questions.LookupEventsHistory;
import io.deploytrail.questions.Questions;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Where questions are asked: the index of this folder, or a deployed table.
final class SourceOptions {
  /// Longer than any trail is kept: on a desk nothing expires.
  private static final Duration FOREVER = Duration.ofDays(36_500);

  @Option(
      names = "--table",
      paramLabel = "<name>",
      description =
          "Ask a deployed table (output SessionsTableName of the stack), read-only, with the default credentials.")
  private @Nullable String table;

  @Option(
      names = "--calls-table",
      paramLabel = "<name>",
      description =
          "The deployed call index (output CallsTableName); without it, calls are looked up in the event history.")
  private @Nullable String callsTable;

  @Option(
      names = "--region",
      paramLabel = "<region>",
      description = "The table's Region (default: the credentials' own).")
  private @Nullable String region;

  @Option(
      names = "--engine",
      paramLabel = "sqlite|dynamodb",
      description =
          "What answers: the index of this folder (default), or, in a checkout, DynamoDB Local with the same facts.")
  private Engine engine = Engine.SQLITE;

  private Supplier<Reach> reach = Reach.Unknown::new;

  private enum Engine {
    SQLITE,
    DYNAMODB
  }

  /// The question's configuration; without `--table`, that of `index` fills in what the question
  /// leaves out.
  Configuration configuration(Settings settings, PrintWriter err) {
    return table == null
        ? DeskFolder.current().configuration(settings, err)
        : settings.configuration();
  }

  /// Opens the source, asks, and closes it.
  <T> T asking(Configuration configuration, PrintWriter err, Function<Questions, T> asker) {
    if (table != null) {
      return onAws(table, configuration, asker);
    }
    if (region != null || callsTable != null) {
      throw new InvalidInputException("--region and --calls-table go with --table");
    }
    if (engine == Engine.DYNAMODB && !Home.hasDynamoDbLocal()) {
      throw new InvalidInputException(
          "--engine dynamodb needs a checkout of DeployTrail, and its launcher: DynamoDB Local is not installed;"
              + " without --engine, the same facts answer");
    }
    var folder = DeskFolder.current();
    try (var database = folder.read(err);
        var buckets = new Buckets()) {
      var history = folder.history(database, buckets, err);
      var index = database.sessions(configuration.names());
      if (engine == Engine.DYNAMODB) {
        return onDynamoDbLocal(index, history, configuration, asker);
      }
      reach = () -> index.reach().<Reach>map(Reach.Between::new).orElseGet(Reach.NoSessions::new);
      return asker.apply(new Questions(index, history, configuration));
    }
  }

  /// How far the index reaches that was asked.
  Reach reach() {
    return reach.get();
  }

  private <T> T onAws(String name, Configuration configuration, Function<Questions, T> asker) {
    var dynamo = DynamoDbClient.builder();
    if (region != null) {
      dynamo.region(Region.of(region));
    }
    try (var client = dynamo.build()) {
      var regions = List.of(client.serviceClientConfiguration().region().id());
      var index =
          new DynamoSessionIndex(client, name, configuration.names(), FOREVER, Clock.systemUTC())
              .verified();
      var history = new LookupEventsHistory(regions, EventHistory::client, new RecordReader());
      return asker.apply(new Questions(index, indexed(client, history), configuration));
    }
  }

  private CallHistory indexed(DynamoDbClient client, CallHistory history) {
    return callsTable == null
        ? history
        : new IndexedCalls(new CallIndex(client, callsTable, FOREVER, Clock.systemUTC()), history);
  }

  private static <T> T onDynamoDbLocal(
      DeskSessionIndex facts,
      CallHistory history,
      Configuration configuration,
      Function<Questions, T> asker) {
    try (var engine = DynamoDbLocal.start()) {
      var name = engine.createTable(Home.file("template.yaml"), "SessionsTable");
      var index =
          new DynamoSessionIndex(
              engine.client(), name, configuration.names(), FOREVER, Clock.systemUTC());
      facts.each(index::add);
      return asker.apply(new Questions(index, history, configuration));
    }
  }
}
