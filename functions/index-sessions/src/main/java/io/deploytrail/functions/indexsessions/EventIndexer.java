package io.deploytrail.functions.indexsessions;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.aws.LogText;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.TrustChange;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import io.deploytrail.index.UnstorableFactException;
import io.deploytrail.ingestion.ReusedNames;
import io.deploytrail.metrics.Indexed;
import io.deploytrail.metrics.Measurements;
import io.deploytrail.metrics.Metric;
import io.deploytrail.questions.Configuration;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Checks one EventBridge event and adds its fact to the index.
///
/// The envelope is what makes the record AWS's own: nobody but AWS can put events with an `aws.`
/// source on a bus.
final class EventIndexer {
  private static final String SESSIONS = "aws.sts";
  private static final String TRUST = "aws.iam";

  private final SessionIndex index;
  private final Configuration configuration;
  private final RecordReader records;

  EventIndexer(SessionIndex index, Configuration configuration, RecordReader records) {
    this.index = index;
    this.configuration = configuration;
    this.records = records;
  }

  /// What was done, in one line for the log, and a line more if the session states what is not its
  /// own.
  record Outcome(String line, List<String> reused) {
    Outcome {
      reused = List.copyOf(reused);
    }
  }

  /// Adds the event's fact, measures that, and says what was done.
  ///
  /// Throws [UnreadableRecordException] for what is neither an event of AWS STS nor a change of
  /// trust of AWS IAM.
  Outcome index(String event, Measurements measured) {
    try {
      return take(event, measured);
    } catch (UnreadableRecordException | UnstorableFactException e) {
      measured.count(Metric.RECORDS_REFUSED, 1);
      throw e;
    }
  }

  private Outcome take(String event, Measurements measured) {
    var delivery = records.read(event.getBytes(StandardCharsets.UTF_8));
    verify(delivery);
    var id = LogText.value(delivery.record().event().id());
    var fact = delivery.record().fact();
    if (fact.isEmpty()) {
      return new Outcome("event " + id + " hands out no session", List.of());
    }
    if (!index.add(fact.get())) {
      return new Outcome("event " + id + " has expired, and is not kept", List.of());
    }
    measured.count(Indexed.fact(fact.get()));
    if (!(fact.get() instanceof TrustChange)) {
      measured.lag(Metric.INDEXING_LAG, fact.get().event().time());
    }
    var reused = ReusedNames.in(List.of(fact.get()), index, configuration::attributor);
    measured.count(Metric.REUSED_NAMES, reused.size());
    return new Outcome("event " + id + " is indexed", reused);
  }

  private static void verify(Delivery delivery) {
    var envelope =
        delivery
            .envelope()
            .orElseThrow(() ->
                new UnreadableRecordException(
                    "an EventBridge event was expected, not a bare record"));
    verifySource(envelope.source(), delivery.record());
    var recipient = delivery.record().event().account();
    if (!envelope.account().equals(recipient)) {
      throw new UnreadableRecordException(
          "the event's account "
              + shown(envelope.account())
              + " is not the record's recipientAccountId "
              + shown(recipient));
    }
  }

  private static void verifySource(Optional<String> source, CloudTrailRecord record) {
    var isTrust = record.fact().filter(TrustChange.class::isInstance).isPresent();
    if (!isTrust && source.equals(Optional.of(TRUST))) {
      throw new UnreadableRecordException(
          "of source "
              + TRUST
              + " a change of a role's trust or of a provider was expected; the record states none");
    }
    var expected = isTrust ? TRUST : SESSIONS;
    if (!source.equals(Optional.of(expected))) {
      throw new UnreadableRecordException(
          "source " + expected + " was expected, not " + shown(source));
    }
  }

  private static String shown(Optional<String> value) {
    return value.map(LogText::value).orElse("none");
  }
}
