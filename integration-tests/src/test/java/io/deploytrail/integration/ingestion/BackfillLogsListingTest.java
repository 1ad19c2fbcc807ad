package io.deploytrail.integration.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deploytrail.integration.template.StateMachine.FailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files of a bucket BackfillLogs finds, in how many requests and state transitions; the
/// limits of a history and of a state are held in each of its runs.
final class BackfillLogsListingTest {
  private static final String FOLDER = "AWSLogs/o-exampleorg1/";
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "us-east-1";
  private static final String DAYS = "\"from\":\"2026-01-01\",\"to\":\"2026-03-31\"";
  private static final String ALL = "{" + DAYS + ",\"accounts\":\"all\",\"regions\":\"all\"}";

  private final List<String> handedOver = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private final OldLogFiles old = new OldLogFiles(FOLDER, this::ingest);
  private IntPredicate fails = _ -> false;
  private int invocations;

  private JsonNode ingest(JsonNode payload) {
    assertThat(payload.at("/BatchInput/bucket").asText()).isEqualTo("acme-trail");
    if (fails.test(invocations++)) {
      throw new FailedException("a file could not be taken in");
    }
    batches.add(payload.path("Items").size());
    payload.path("Items").forEach(item -> handedOver.add(item.path("Key").asText()));
    return JsonNodeFactory.instance.objectNode();
  }

  private static String folder(String account, String region) {
    return FOLDER + account + "/CloudTrail/" + region + "/";
  }

  private List<String> add(String account, String region, String day, int files) {
    var keys =
        IntStream.range(0, files)
            .mapToObj(file -> "%s%s/%05d.json.gz".formatted(folder(account, region), day, file))
            .toList();
    old.keys().addAll(keys);
    return keys;
  }

  private static List<String> names(String pattern, int count) {
    return IntStream.range(0, count).mapToObj(pattern::formatted).toList();
  }

  @Test
  void eachFileOfADayIsHandedOverOnceInBatchesOfTen() throws IOException {
    add(ACCOUNT, REGION, "2026/02/28", 300);
    var wanted = add(ACCOUNT, REGION, "2026/03/01", 1_234);
    add(ACCOUNT, REGION, "2026/03/02", 300);
    add(ACCOUNT, "us-east-2", "2026/03/01", 300);

    old.backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\"}");

    assertThat(handedOver).containsExactlyElementsOf(wanted);
    assertThat(batches).hasSize(124).allMatch(size -> size <= 10);
    assertThat(old.prefixes()).hasSize(7).containsOnly(folder(ACCOUNT, REGION));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 199, 200, 201, 400})
  void pageMayEndWhereTheDaysEnd(int files) throws IOException {
    var wanted = add(ACCOUNT, REGION, "2026/03/31", files);
    add(ACCOUNT, REGION, "2026/04/01", 1);

    old.backfill("{" + DAYS + "}");

    assertThat(handedOver).containsExactlyElementsOf(wanted);
  }

  @Test
  void yearsAndMonthsWithoutFilesCostNoListing() throws IOException {
    add(ACCOUNT, REGION, "2024/05/06", 1_000);
    var wanted = add(ACCOUNT, REGION, "2025/12/31", 3);

    old.backfill("{\"from\":\"2024-06-01\",\"to\":\"2026-11-30\"}");

    assertThat(handedOver).containsExactlyElementsOf(wanted);
    assertThat(old.prefixes()).hasSize(1);
  }

  @Test
  void allAccountsAndRegionsAreThoseThatHaveAFolder() throws IOException {
    var wanted = new ArrayList<String>();
    for (var account : names("11112222%04d", 450)) {
      wanted.addAll(add(account, REGION, "2026/02/03", 1));
    }
    wanted.addAll(add("999988887777", "eu-west-1", "2026/02/03", 2));
    wanted.addAll(add("999988887777", "eu-west-12", "2026/02/03", 2));
    old.keys().add(FOLDER);
    old.keys().add(FOLDER + "not-an-account/CloudTrail/us-east-1/2026/02/03/x.json.gz");
    old.keys().add(FOLDER + "111122220000/CloudTrail-Digest/eu-west-1/2026/02/03/x.json.gz");
    old.keys().add(FOLDER + "111122220000/CloudTrail/");

    old.backfill(ALL);

    assertThat(handedOver).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(old.prefixes()).hasSize(3 + 451 + 452);
  }

  @Test
  void accountsOfAllRegionsMayBeNamed() throws IOException {
    add("444455556666", REGION, "2026/02/03", 1);
    var wanted = add(ACCOUNT, "eu-west-1", "2026/02/03", 1);

    old.backfill(
        "{"
            + DAYS
            + ",\"accounts\":[\""
            + ACCOUNT
            + "\",\""
            + ACCOUNT
            + "\"],\"regions\":\"all\"}");

    assertThat(handedOver).containsExactlyElementsOf(wanted);
  }

  @Test
  void folderWithoutAccountsIsAMistakeInTheParameters() {
    old.keys().add("AWSLogs/" + ACCOUNT + "/CloudTrail/us-east-1/2026/02/03/x.json.gz");

    assertThatThrownBy(() -> old.backfill(ALL))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("are TrailPrefix and OrganizationId those of the trail?");
  }

  @Test
  void longestKeysFitIntoAState() throws IOException {
    var wanted = names(folder(ACCOUNT, REGION) + "2026/02/03/%0957d", 450);
    old.keys().addAll(wanted);

    old.backfill("{" + DAYS + "}");

    assertThat(wanted).allMatch(key -> key.length() == 1_024);
    assertThat(handedOver).containsExactlyElementsOf(wanted);
  }

  /// More than a walk's 8,000 files, and each batch comes through at its sixth try.
  @Test
  void busyRegionFitsIntoItsHistories() throws IOException {
    var wanted =
        Stream.of("2026/02/03", "2026/02/04")
            .flatMap(day -> add(ACCOUNT, REGION, day, 6_500).stream())
            .toList();
    fails = invocation -> invocation % 6 != 5;

    old.backfill("{" + DAYS + "}");

    assertThat(handedOver).containsExactlyElementsOf(wanted);
    assertThat(old.deadLetters()).isEmpty();
  }

  /// The first of each hundred batches fails, so eight of a walk's.
  @Test
  void failuresAreCountedFromWalkToWalk() {
    add(ACCOUNT, REGION, "2026/02/03", 30_000);
    fails = _ -> (batches.size() + old.deadLetters().size()) % 100 == 0;

    assertThatThrownBy(() -> old.backfill("{" + DAYS + "}"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("More than 20 batches");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 39, 40, 100})
  void noMoreBatchesAreInHandThanBackfillConcurrency(int concurrency) throws IOException {
    for (var account : names("11112222%04d", 20)) {
      add(account, REGION, "2026/02/03", 250);
    }

    var machine = old.backfill(ALL, concurrency);

    assertThat(machine.mostAtATime())
        .isEqualTo(concurrency <= 20 ? concurrency : concurrency / 20 * 20);
  }

  /// As docs/costs.md counts them: walks and pages are those after the first.
  private static int transitions(int accounts, int regions, int walks, int pages, int batches) {
    var ofAccounts = 2 * ((accounts + 199) / 200) + accounts * (9 + 3 * regions);
    return 3 + ofAccounts + 4 * walks + 3 * pages + batches;
  }

  @Test
  void transitionsAreThoseOfTheCosts() throws IOException {
    for (var account : names("11112222%04d", 250)) {
      for (var region : names("us-east-%d", 3)) {
        add(account, region, "2025/12/31", 1);
      }
    }
    add("111122220000", "us-east-1", "2026/01/01", 450);
    add("111122220001", "us-east-2", "2026/03/31", 11);

    add("111122220002", "us-east-0", "2026/02/03", 8_300);

    var machine = old.backfill(ALL);

    assertThat(handedOver).hasSize(450 + 11 + 8_300);
    assertThat(machine.transitions()).isEqualTo(transitions(250, 3, 1, 2 + 41, 45 + 2 + 830));
  }

  /// 300 accounts, 17 Regions, 90 days: `docs/costs.md` says what that costs.
  @Test
  void organizationsQuarterCostsLessThanADollarBeforeItsFiles() throws IOException {
    for (var account : names("11112222%04d", 300)) {
      for (var region : names("us-east-%d", 17)) {
        add(account, region, "2025/12/31", 1);
        add(account, region, "2026/04/01", 1);
      }
    }

    var machine = old.backfill(ALL);

    assertThat(handedOver).isEmpty();
    assertThat(machine.transitions()).isEqualTo(transitions(300, 17, 0, 0, 0)).isEqualTo(18_007);
    assertThat(old.prefixes()).hasSize(2 + 300 + 300 * 17);
  }
}
