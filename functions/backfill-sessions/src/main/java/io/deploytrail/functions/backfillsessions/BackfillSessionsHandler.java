package io.deploytrail.functions.backfillsessions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.aws.EventHistory;
import io.deploytrail.aws.LogText;
import io.deploytrail.aws.Pace;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.SessionBackfill;
import io.deploytrail.metrics.Meter;
import io.deploytrail.metrics.Metric;
import io.deploytrail.questions.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Fills the session index from the event history of one Region, as far as the time of one run
/// goes; the answer is the input of the next run, and says whether one is needed.
///
/// A run that fails has lost nothing: the same input does its part again, which changes nothing.
public final class BackfillSessionsHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// LookupEvents takes 2 requests a second in each account and Region ("LookupEvents", CloudTrail
  /// API Reference); a little less leaves room for the questions that are asked meanwhile.
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(550);

  /// What a last request and the writing of its page take.
  private static final Duration RESERVE = Duration.ofSeconds(60);

  private final SessionBackfill backfill;
  private final Function<String, CloudTrailClient> clients;
  private final Function<Instant, Pace> paces;
  private final Clock clock;
  private final Meter meter;

  /// What Lambda calls: everything comes from the environment that template.yaml sets.
  public BackfillSessionsHandler() {
    this(
        backfill(System.getenv()),
        EventHistory::client,
        deadline -> Pace.of(BETWEEN_REQUESTS, deadline),
        Clock.systemUTC(),
        Meter.fromEnvironment(System.getenv()));
  }

  /// Without metrics.
  public BackfillSessionsHandler(
      SessionBackfill backfill,
      Function<String, CloudTrailClient> clients,
      Function<Instant, Pace> paces,
      Clock clock) {
    this(backfill, clients, paces, clock, Meter.silent());
  }

  /// `clients` by Region, which the handler closes; `paces` by deadline.
  public BackfillSessionsHandler(
      SessionBackfill backfill,
      Function<String, CloudTrailClient> clients,
      Function<Instant, Pace> paces,
      Clock clock,
      Meter meter) {
    this.backfill = backfill;
    this.clients = clients;
    this.paces = paces;
    this.clock = clock;
    this.meter = meter;
  }

  private static SessionBackfill backfill(Map<String, String> environment) {
    var configuration = Configuration.fromEnvironment(environment);
    var selection =
        new Selection(configuration.names(), configuration.providers(), configuration::attributor);
    var sessions =
        DynamoSessionIndex.fromEnvironment(
            environment, DynamoDbClient.create(), configuration.names());
    return new SessionBackfill(sessions, selection);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var state = BackfillStateJson.read(JSON.readTree(input), clock);
    var deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    var logger = context.getLogger();
    try (var client = clients.apply(state.region());
        var measured = meter.start()) {
      var reached =
          backfill.run(
              state,
              client,
              paces.apply(deadline),
              problem -> logger.log(LogText.line(problem), LogLevel.WARN),
              reused -> {
                measured.count(Metric.REUSED_NAMES, 1);
                logger.log(LogText.line(reused), LogLevel.WARN);
              });
      measured.count(
          Metric.RECORDS_REFUSED, reached.work().unreadable() - state.work().unreadable());
      var json = BackfillStateJson.write(reached);
      logger.log("backfill " + json, LogLevel.INFO);
      JSON.writeValue(output, json);
    }
  }
}
