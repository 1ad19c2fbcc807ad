package io.deploytrail.dynamodb;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.attribution.Warning;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.Facts;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.questions.Configuration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table that holds what 579ed27 wrote, as its docs/table.md lists it: without claims, and
/// without an edition.
final class UpgradedTableTest {
  private static final String TABLE = "SessionsTable";
  private static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  private static final String SUBJECT =
      "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write";
  private static final String COPIER =
      "pulumi:deploy:org:acme:project:api:stack:dev:operation:update:scope:write";
  private static final Instant AT = Instant.parse("2026-11-18T22:00:00Z");
  private static final Configuration CONFIGURATION =
      Configuration.of(
          List.of("web-${deployment.id}", "web-v${deployment.version}"),
          List.of("acme"),
          List.of());

  private final DynamoDbLocal engine = DynamoDbLocal.start();
  private final DynamoSessionIndex index;

  UpgradedTableTest() {
    engine.createTable(Path.of("..", "template.yaml"), TABLE);
    index =
        new DynamoSessionIndex(
            engine.client(),
            TABLE,
            CONFIGURATION.names(),
            Facts.RETENTION,
            Clock.fixed(Facts.NOW, UTC));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private void stored(Map<String, String> texts) {
    var item = new HashMap<String, AttributeValue>();
    texts.forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
    var time = Instant.parse(texts.get("eventTime"));
    item.put(
        "ttl", AttributeValue.fromN(Long.toString(time.plus(Facts.RETENTION).getEpochSecond())));
    if ("root".equals(texts.get("kind"))) {
      item.put(
          "policies",
          AttributeValue.fromL(
              List.of(AttributeValue.fromS("arn:aws:iam::aws:policy/ReadOnlyAccess"))));
    }
    engine.client().putItem(put -> put.tableName(TABLE).item(item));
  }

  private static Map<String, String> root(String eventId, String key, String name) {
    var item = new HashMap<String, String>();
    item.put("accessKeyId", key);
    item.put("eventId", eventId);
    item.put("eventTime", "2026-11-18T22:00:00.000000000Z");
    item.put("kind", "root");
    item.put("eventSource", "sts.amazonaws.com");
    item.put("eventName", "AssumeRoleWithWebIdentity");
    item.put("account", "111122223333");
    item.put("region", "us-east-1");
    item.put("principalId", "AROA1:" + name);
    item.put("assumedRole", "arn:aws:sts::111122223333:assumed-role/deploy/" + name);
    item.put("role", "arn:aws:iam::111122223333:role/ci/deploy");
    item.put("issuedAt", "2026-11-18T22:00:00Z");
    item.put("expiresAt", "2026-11-18T23:00:00Z");
    item.put("provider", PROVIDER);
    item.put("audience", "acme");
    item.put("subject", SUBJECT);
    item.put("day", "2026-11-18");
    item.put("organization", "acme");
    item.put("project", "web");
    item.put("stack", "prod");
    item.put("digest", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz");
    return item;
  }

  private static Map<String, String> byId(String eventId, String key) {
    var item = root(eventId, key, "web-" + ID);
    item.put("uuid", ID);
    return item;
  }

  private static Map<String, String> link() {
    var item = root("e9", "ASIA9", "child");
    for (var name :
        List.of("provider", "audience", "subject", "day", "organization", "project", "stack")) {
      item.remove(name);
    }
    item.put("kind", "link");
    item.put("eventName", "AssumeRole");
    item.put("eventTime", "2026-11-18T22:05:00.000000000Z");
    item.put("issuedAt", "2026-11-18T22:05:00Z");
    item.put("callerType", "AssumedRole");
    item.put("callerPrincipalId", "AROA1:web-" + ID);
    item.put("callerAccessKeyId", "ASIA1");
    item.put("callerArn", "arn:aws:sts::111122223333:assumed-role/deploy/web-" + ID);
    item.put("callerAccount", "111122223333");
    item.put("callerSessionCreated", "2026-11-18T22:00:00Z");
    item.put("callerProvider", PROVIDER);
    return item;
  }

  private Origin origin(String key) {
    return CONFIGURATION.attributor(index).origin(new AccessKeyId(key), List.of());
  }

  @Test
  void whatStandsThereIsReadAndAnswered() {
    stored(byId("e1", "ASIA1"));
    stored(link());

    assertThat(origin("ASIA1").verdict()).isEqualTo(Verdict.DEPLOYMENT);
    assertThat(origin("ASIA9").verdict()).isEqualTo(Verdict.DEPLOYMENT);
    assertThat(origin("ASIA9").deployment().field(Variable.ID)).contains(ID);
    assertThat(index.ofEvent("e1")).get().isInstanceOf(Root.class);
  }

  @Test
  void aNewCopierDoesNotTakeAnOldOwnersId() {
    stored(byId("e1", "ASIA1"));
    index.add(Facts.root("e2", "ASIA2", "web-" + ID, AT.plusSeconds(7200), COPIER));

    assertThat(origin("ASIA1").verdict()).isEqualTo(Verdict.DEPLOYMENT);
    assertThat(origin("ASIA1").warnings()).doesNotContain(Warning.ID_REUSED);
    assertThat(origin("ASIA2").verdict()).isEqualTo(Verdict.STACK);
    assertThat(origin("ASIA2").warnings()).contains(Warning.ID_REUSED);
  }

  @Test
  void oldCopiersAreSeenByWhoeverAsksAndOldVersionsToo() {
    stored(byId("e1", "ASIA1"));
    var copier = byId("e2", "ASIA2");
    copier.put("subject", COPIER);
    copier.put("project", "api");
    copier.put("stack", "dev");
    copier.put("eventTime", "2026-11-19T01:00:00.000000000Z");
    copier.put("issuedAt", "2026-11-19T01:00:00Z");
    copier.put("expiresAt", "2026-11-19T02:00:00Z");
    stored(copier);
    assertThat(origin("ASIA2").warnings()).contains(Warning.ID_REUSED);

    var version = root("e3", "ASIA3", "web-v3");
    version.put("version", "3");
    stored(version);
    index.add(Facts.root("e4", "ASIA4", "web-v3", AT.plusSeconds(7200)));
    assertThat(origin("ASIA3").warnings()).contains(Warning.VERSION_REUSED);
    assertThat(origin("ASIA4").warnings()).contains(Warning.VERSION_REUSED);
  }

  @Test
  void whatOneRecordSaysTodayTakesThePlaceOfWhatItSaidThen() {
    stored(link());
    var old = (Link) index.ofEvent("e9").orElseThrow();
    var by = old.caller();
    var forwarded =
        new Caller(
            by.type(),
            by.principal(),
            by.accessKey(),
            by.arn(),
            by.account(),
            by.sessionCreated(),
            by.federatedProvider(),
            Optional.of("cloudformation.amazonaws.com"));
    var today = new Link(old.event(), old.session(), forwarded);
    index.add(today);

    assertThat(index.ofEvent("e9")).contains(today);
  }

  @Test
  void whatEditionTwoLackedIsFilledInAndNeverLostAgain() {
    var today = Facts.denied("d1", AT, SUBJECT);
    var old =
        new HashMap<>(
            Map.of(
                "accessKeyId", "denied#d1",
                "eventId", "d1",
                "eventTime", "2026-11-18T22:00:00.000000000Z",
                "kind", "denied",
                "provider", PROVIDER,
                "audience", "acme",
                "subject", SUBJECT,
                "errorCode", "AccessDenied",
                "edition", "2",
                "digest", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"));
    stored(old);
    index.add(today);
    assertThat(index.ofEvent("d1")).contains(today);

    old.put("edition", "4");
    stored(old);
    index.add(today);
    assertThat(index.ofEvent("d1")).get().isNotEqualTo(today);
  }
}
