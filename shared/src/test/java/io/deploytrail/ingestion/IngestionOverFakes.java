package io.deploytrail.ingestion;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.questions.Configuration;
import java.time.Clock;
import java.time.Duration;

/// What takes log files into the tables of a fake, at the end of the made-up organization's time.
public final class IngestionOverFakes {
  private static final Configuration CONFIGURATION = Configuration.DEFAULT;

  private IngestionOverFakes() {}

  public static LogIngestion of(FakeDynamoDb dynamo, SessionIndex sessions, FollowUps followUps) {
    var clock = Clock.fixed(MadeUpOrganization.end(), UTC);
    return new LogIngestion(
        sessions,
        new CallIndex(dynamo, "CallsTable", Duration.ofDays(400), clock),
        new Sightings(dynamo, "SightingsTable", Duration.ofDays(14), clock),
        followUps,
        new Selection(CONFIGURATION.names(), CONFIGURATION.providers(), CONFIGURATION::attributor),
        false);
  }
}
