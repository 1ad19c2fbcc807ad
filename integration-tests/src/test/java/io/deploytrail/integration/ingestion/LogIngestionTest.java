package io.deploytrail.integration.ingestion;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.attribution.Attribution;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.ingestion.WholeTrail;
import io.deploytrail.integration.corpus.Installation;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.questions.Configuration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Log files in any order, late, and twice: the same tables, and the answers that all of the trail
/// gives at once.
final class LogIngestionTest {
  private static final Configuration CONFIGURATION = Tables.CONFIGURATION;
  private static final RecordReader READER = new RecordReader();

  @Test
  void everyOrderEndsInTheSameTables() {
    var files = MadeUpOrganization.files(MadeUpOrganization.records(1, 24), 100, 2);
    var first = takenIn(files, 0);
    assertThat(first).hasSizeGreaterThan(1000);
    assertThat(first.toString()).doesNotContain(MadeUpOrganization.TOKEN);
    for (var seed = 1; seed < 5; seed++) {
      var other = takenIn(files, seed);
      assertThat(difference(other, first)).as("more in order " + seed).isEmpty();
      assertThat(difference(first, other)).as("less in order " + seed).isEmpty();
    }
  }

  /// How exporters write records otherwise than CloudTrail.
  enum Rewriting {
    OBJECTS_AS_TEXT {
      @Override
      void rewrite(ObjectNode record) {
        for (var name : List.of("userIdentity", "requestParameters", "responseElements")) {
          if (record.path(name).isObject()) {
            record.put(name, record.path(name).toString());
          }
        }
      }
    },
    CONTEXT_AS_TEXT {
      @Override
      void rewrite(ObjectNode record) {
        if (record.path("userIdentity").path("sessionContext") instanceof ObjectNode context) {
          ((ObjectNode) record.path("userIdentity")).put("sessionContext", context.toString());
        }
      }
    },
    SMALL_LETTERS {
      @Override
      void rewrite(ObjectNode record) {
        for (var field : List.copyOf(record.properties())) {
          record.remove(field.getKey());
          record.set(field.getKey().toLowerCase(Locale.ROOT), field.getValue());
        }
      }
    },
    WRAPPED {
      @Override
      void rewrite(ObjectNode record) {
        var inner = record.deepCopy();
        record.removeAll();
        record.put("eventID", "wrapper").put("eventTime", "2026-01-01T00:00:00Z");
        record.set("detail", inner);
      }
    },
    LOG_EVENT {
      @Override
      void rewrite(ObjectNode record) {
        var inner = record.toString();
        record.removeAll();
        record.put("timestamp", 1).put("message", inner);
      }
    };

    abstract void rewrite(ObjectNode record);
  }

  @Test
  void recordsThatExportersRewroteEndInTheSameTables() {
    var expected = takenIn(MadeUpOrganization.files(MadeUpOrganization.records(7, 6), 20, 2), 0);
    assertThat(expected).hasSizeGreaterThan(100);
    for (var rewriting : Rewriting.values()) {
      var records = MadeUpOrganization.records(7, 6);
      records.forEach(rewriting::rewrite);
      assertThat(takenIn(MadeUpOrganization.files(records, 20, 2), 0))
          .as(rewriting.name())
          .isEqualTo(expected);
    }
  }

  private static Set<Map<String, AttributeValue>> takenIn(List<byte[]> files, long seed) {
    try (var installation = new Installation()) {
      installation.takeIn(files, new Random(seed));
      return installation.items();
    }
  }

  private static Set<Map<String, AttributeValue>> difference(
      Set<Map<String, AttributeValue>> some, Set<Map<String, AttributeValue>> others) {
    var rest = new HashSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  @Test
  void theCallIndexHoldsWhatStandsOutAmongTheCallsOfPulumiSessionsAndNothingElse() {
    var records = MadeUpOrganization.records(3, 24);
    var whole = WholeTrail.of(records).rules();
    try (var installation = new Installation()) {
      installation.takeIn(MadeUpOrganization.files(records, 40, 4), new Random(5));
      var known = CONFIGURATION.attributor(installation.tables.sessions());
      var expected = new TreeSet<String>();
      var reads = new TreeSet<String>();
      for (var record : records) {
        if (!(READER.read(MadeUpOrganization.bytes(record)).record() instanceof Call call)) {
          continue;
        }
        var answer = whole.attribute(call);
        assertThat(said(known.attribute(call))).as(record.toString()).isEqualTo(said(answer));
        if (answer.verdict().isPulumi()) {
          var id = call.event().id();
          (activity(call, record).standsOut() ? expected : reads).add(id);
        }
      }
      assertThat(expected).hasSizeGreaterThan(100);
      assertThat(reads).isNotEmpty();
      for (var id : expected) {
        assertThat(installation.tables.calls().ofEvent(id)).as(id).isPresent();
      }
      assertThat(indexed(installation)).isEqualTo(expected);
    }
  }

  /// The event ids of the calls in the call index.
  private static Set<String> indexed(Installation installation) {
    return installation.items().stream()
        .filter(item -> AttributeValue.fromS("CallsTable").equals(item.get("table")))
        .flatMap(item -> Stream.ofNullable(item.get("eventId")))
        .map(AttributeValue::s)
        .collect(toCollection(TreeSet::new));
  }

  private static Activity activity(Call call, ObjectNode record) {
    var json = MadeUpOrganization.bytes(record);
    return READER.activity(call, json, 0, json.length);
  }

  /// What must be the same whoever is asked: of what is Pulumi's, all but the sentences. The index
  /// does not keep where other sessions come from.
  private static String said(Attribution attribution) {
    var origin = attribution.origin();
    return !attribution.verdict().isPulumi()
        ? attribution.verdict().name()
        : List.of(
                origin.verdict(),
                origin.confidence(),
                origin.deployment(),
                origin.environment(),
                origin.candidates(),
                origin.clues(),
                origin.warnings(),
                origin.chain())
            .toString();
  }
}
