package io.deploytrail.integration.corpus;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.calls.CallIndex;
import io.deploytrail.cli.console.Home;
import io.deploytrail.dynamodb.TableDefinition;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.ingestion.FollowUps;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.Sightings;
import io.deploytrail.questions.Configuration;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The tables of an installation, at the end of the made-up organization's time.
public record Tables(DynamoSessionIndex sessions, CallIndex calls, Sightings sightings) {
  public static final Configuration CONFIGURATION = Configuration.DEFAULT;
  public static final List<String> NAMES = List.of("SessionsTable", "CallsTable", "SightingsTable");

  private static final Clock CLOCK = Clock.fixed(MadeUpOrganization.end(), UTC);
  private static final Duration YEAR = Duration.ofDays(400);

  /// Creates them as template.yaml defines them.
  public static Tables create(DynamoDbClient client) {
    NAMES.forEach(
        name -> client.createTable(TableDefinition.read(Home.file("template.yaml"), name)));
    return over(client);
  }

  /// Those that another client has created.
  public static Tables over(DynamoDbClient client) {
    return new Tables(
        new DynamoSessionIndex(client, "SessionsTable", CONFIGURATION.names(), YEAR, CLOCK),
        new CallIndex(client, "CallsTable", YEAR, CLOCK),
        new Sightings(client, "SightingsTable", Duration.ofDays(14), CLOCK));
  }

  /// The opposite of [#create].
  public static void drop(DynamoDbClient client) {
    NAMES.forEach(name -> client.deleteTable(request -> request.tableName(name)));
  }

  /// All items of all tables, each with its table's name.
  public static Set<Map<String, AttributeValue>> items(DynamoDbClient client) {
    var all = new HashSet<Map<String, AttributeValue>>();
    for (var table : NAMES) {
      for (var stored : client.scanPaginator(request -> request.tableName(table)).items()) {
        var item = new HashMap<>(stored);
        item.put("table", AttributeValue.fromS(table));
        all.add(item);
      }
    }
    return all;
  }

  /// What takes log files into them.
  public LogIngestion ingestion(FollowUps followUps) {
    var selection =
        new Selection(CONFIGURATION.names(), CONFIGURATION.providers(), CONFIGURATION::attributor);
    return new LogIngestion(sessions, calls, sightings, followUps, selection, false);
  }
}
