package io.deploytrail.cli.ask;

import io.deploytrail.aws.EventHistory;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.cli.desk.DeskFolder;
import io.deploytrail.cli.desk.Settings;
import io.deploytrail.cli.preferences.Preferred;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Where questions are asked: the index of this folder, or a deployed table.
final class SourceOptions {
  /// Longer than any trail is kept: on a desk nothing expires.
  private static final Duration FOREVER = Duration.ofDays(36_500);

  @Preferred
  @Option(
      names = "--stack",
      paramLabel = "<stack>",
      description =
          "Ask the tables of this CloudFormation stack, read-only, with the default credentials, as its parameters configure it.")
  private @Nullable String stack;

  @Preferred
  @Option(
      names = "--table",
      paramLabel = "<name>",
      description =
          "Ask a deployed table (output SessionsTableName of the stack), read-only, with the default credentials.")
  private @Nullable String table;

  @Preferred
  @Option(
      names = "--calls-table",
      paramLabel = "<name>",
      description =
          "The deployed call index (output CallsTableName); without it, calls are looked up in the event history.")
  private @Nullable String callsTable;

  @Preferred
  @Option(
      names = "--region",
      paramLabel = "<region>",
      description =
          "With --stack or --table, its Region (default: the credentials' own); else only what happened in this Region.")
  private @Nullable String region;

  @Preferred
  @Option(
      names = "--regions",
      paramLabel = "all|<region>,…",
      split = "[,\\s]+",
      description =
          "With --stack or --table, the Regions whose event history is searched for calls (default: the stack's, else --region).")
  private List<String> regions = new ArrayList<>();

  @Preferred
  @Option(
      names = "--profile",
      paramLabel = "<profile>",
      description = "The AWS profile whose credentials and Region are used (default: AWS_PROFILE).")
  private @Nullable String profile;

  @Option(
      names = "--engine",
      paramLabel = "sqlite|dynamodb",
      description =
          "What answers without --stack or --table: the index of this folder (default), or, in a checkout, DynamoDB Local with the same facts.")
  private @Nullable Engine engine;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private enum Engine {
    SQLITE,
    DYNAMODB
  }

  /// A deployed table, and what belongs to it.
  private record Deployed(
      String table, @Nullable String callsTable, List<String> regions, Settings settings) {}

  private @Nullable Deployed deployed;
  private final boolean isOfList;

  /// Of a question that no list answers.
  SourceOptions() {
    this(false);
  }

  /// A list without a table takes `--region` for the Region whose items are wanted.
  SourceOptions(boolean isOfList) {
    this.isOfList = isOfList;
  }

  /// What is asked on AWS, if anything is: what is typed counts before what is set.
  private Optional<Deployed> deployed() {
    if (deployed == null && !isTyped("--engine")) {
      if (stack != null && (isTyped("--stack") || !isTyped("--table"))) {
        var found = DeployedStack.describe(stack, client -> located(client));
        deployed =
            new Deployed(
                found.sessionsTable(), found.callsTable(), found.regions(), found.settings());
      } else if (table != null) {
        // That is set belongs to the table that is set.
        var calls = isTyped("--table") && !isTyped("--calls-table") ? null : callsTable;
        deployed = new Deployed(table, calls, List.of(), Settings.NONE);
      }
    }
    return Optional.ofNullable(deployed);
  }

  private boolean isTyped(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /// The question's configuration. What is typed counts first; then, of a stack, its parameters,
  /// and what is set elsewhere last; on a desk, what is set, and then what `index` was given.
  Configuration configuration(ConfigurationOptions options, PrintWriter err) {
    return deployed()
        .map(found -> options.typed().or(found.settings()).or(options.settings()).configuration())
        .orElseGet(() -> DeskFolder.current().configuration(options.settings(), err));
  }

  /// Of a list, the Region whose items are wanted.
  Optional<String> wantedRegion() {
    return deployed().isEmpty() && isTyped("--region")
        ? Optional.ofNullable(region)
        : Optional.empty();
  }

  /// Whether a deployed table is asked.
  boolean isOnAws() {
    return (stack != null || table != null) && !isTyped("--engine");
  }

  /// Opens the source, asks, and closes it.
  <T> T asking(Configuration configuration, PrintWriter err, Function<Source, T> asker) {
    var onAws = deployed();
    if (onAws.isPresent()) {
      return onAws(onAws.get(), configuration, asker);
    }
    for (var option : List.of("--calls-table", "--regions", "--profile", "--region")) {
      var isUsed =
          (isOfList && option.equals("--region"))
              || (option.equals("--profile") && isTyped("--read-iam"));
      if (isTyped(option) && !isUsed) {
        throw new InvalidInputException(option + " goes with --stack or --table");
      }
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
      return asker.apply(
          new Source(
              index,
              configuration,
              other -> new Questions(database.sessions(other.names()), history, other),
              index::reach));
    }
  }

  private <T> T onAws(Deployed found, Configuration configuration, Function<Source, T> asker) {
    try (var client = located(DynamoDbClient.builder()).build()) {
      var home = client.serviceClientConfiguration().region();
      var name = found.table();
      var index =
          new DynamoSessionIndex(client, name, configuration.names(), FOREVER, Clock.systemUTC())
              .verified();
      var lookups =
          new LookupEventsHistory(
              searched(found, home),
              each ->
                  EventHistory.patient(
                      authorized(CloudTrailClient.builder().region(Region.of(each)))),
              new RecordReader());
      var calls = found.callsTable();
      var history =
          calls == null
              ? lookups
              : new IndexedCalls(new CallIndex(client, calls, FOREVER, Clock.systemUTC()), lookups);
      return asker.apply(source(client, name, index, history, configuration));
    }
  }

  /// With the credentials of the profile, and in the Region that is named.
  private <B extends AwsClientBuilder<B, ?>> B located(B builder) {
    if (region != null) {
      builder.region(Region.of(region));
    } else if (profile != null) {
      builder.region(
          DefaultAwsRegionProviderChain.builder().profileName(profile).build().getRegion());
    }
    return authorized(builder);
  }

  /// Variables of the environment would count before a profile that is only named.
  <B extends AwsClientBuilder<B, ?>> B authorized(B builder) {
    if (profile != null) {
      builder.credentialsProvider(ProfileCredentialsProvider.create(profile));
    }
    return builder;
  }

  /// The Regions whose event history is searched.
  private List<String> searched(Deployed found, Region home) {
    if (regions.equals(List.of("all"))) {
      // The names of FIPS endpoints stand among the Regions of a service.
      var isOfPartition =
          Pattern.compile(PartitionMetadata.of(home).regionRegex()).asMatchPredicate();
      return CloudTrailClient.serviceMetadata().regions().stream()
          .map(Region::id)
          .filter(isOfPartition)
          .sorted()
          .toList();
    }
    if (!regions.isEmpty()) {
      return regions;
    }
    return found.regions().isEmpty() ? List.of(home.id()) : found.regions();
  }

  private static Source source(
      DynamoDbClient client,
      String name,
      DynamoSessionIndex index,
      CallHistory history,
      Configuration configuration) {
    return new Source(
        index,
        configuration,
        other ->
            new Questions(
                new DynamoSessionIndex(client, name, other.names(), FOREVER, Clock.systemUTC()),
                history,
                other),
        Optional::empty);
  }

  private static <T> T onDynamoDbLocal(
      DeskSessionIndex facts,
      CallHistory history,
      Configuration configuration,
      Function<Source, T> asker) {
    try (var engine = DynamoDbLocal.start()) {
      var name = engine.createTable(Home.file("template.yaml"), "SessionsTable");
      var index =
          new DynamoSessionIndex(
              engine.client(), name, configuration.names(), FOREVER, Clock.systemUTC());
      facts.each(index::add);
      return asker.apply(source(engine.client(), name, index, history, configuration));
    }
  }
}
