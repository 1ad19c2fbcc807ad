package io.deploytrail.integration.index;

import static io.deploytrail.integration.index.CountedIndex.DEPLOYMENT;
import static io.deploytrail.integration.index.CountedIndex.queries;
import static io.deploytrail.integration.index.NumberedFacts.START;
import static io.deploytrail.integration.index.NumberedFacts.denied;
import static io.deploytrail.integration.index.NumberedFacts.root;
import static io.deploytrail.integration.index.NumberedFacts.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.CountingDynamoDbClient.Requests;
import io.deploytrail.pulumi.StackName;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the session index itself costs: the requests that DynamoDB gets.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IndexRequestsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final TimeRange ALWAYS = new TimeRange(START, START.plus(Duration.ofHours(12)));
  private static final StackName STACK = new StackName("acme", "web", "prod");
  private final CountedIndex counted = new CountedIndex();

  @AfterAll
  void stop() {
    counted.close();
  }

  @Test
  void openingAsksNothingAndVerifyingDescribesTheTableOnce() {
    var opened = counted.open();
    assertThat(counted.client.take()).isEqualTo(new Requests(0, 0, 0, 0));

    opened.verified();
    assertThat(counted.client.take()).isEqualTo(new Requests(0, 0, 0, 1));
  }

  @Test
  void addingIsOnePutAlsoOfWhatIsKnown() {
    for (var fact : List.of(counted.thirdHop, denied(11))) {
      counted.index.add(fact);

      assertThat(counted.client.take()).isEqualTo(new Requests(0, 0, 1, 0));
    }
  }

  @Test
  void addingARootThatStatesAValueReadsAndWritesItsClaimToo() {
    counted.index.add(counted.root);
    assertThat(counted.client.take()).as("known").isEqualTo(new Requests(1, 0, 1, 0));

    // On another day, so that the other questions do not see them.
    var first = root(60, "ASIAFIRST", "web-v60", START.plus(Duration.ofDays(3)));
    var second = root(61, "ASIASECOND", "web-v60", START.plus(Duration.ofDays(3)));
    counted.index.add(first);
    assertThat(counted.client.take()).as("the first").isEqualTo(new Requests(2, 0, 2, 0));
    counted.index.add(second);
    assertThat(counted.client.take()).as("a later one").isEqualTo(new Requests(1, 0, 2, 0));
  }

  @Test
  void eachPageIsOneQuery() {
    var first = PageRequest.first(1);
    for (var page :
        List.of(
            counted.index.withUuid(DEPLOYMENT.toString(), first),
            counted.index.ofStack(STACK, ALWAYS, first),
            counted.index.ofStackVersion(STACK, "3", first),
            counted.index.ofDay(DAY, "", first),
            counted.index.ofDay(DAY, "acme", first),
            counted.index.deniedOn(DAY, "", first),
            counted.index.deniedOn(DAY, "acme", first))) {
      assertThat(page.items()).hasSize(1);
      assertThat(page.next()).isPresent();
    }
    assertThat(counted.client.take()).isEqualTo(queries(7));

    var all = PageRequest.first(1000);
    assertThat(counted.index.ofStack(STACK, ALWAYS, all).items()).hasSize(4);
    assertThat(counted.client.take()).isEqualTo(queries(1));

    var second = new PageRequest(1, counted.index.ofDay(DAY, "", first).next());
    counted.client.take();
    assertThat(counted.index.ofDay(DAY, "", second).items()).hasSize(1);
    assertThat(counted.client.take()).isEqualTo(queries(1));
  }

  @Test
  void eachWholeListIsOneQueryUpToAMegabyte() {
    var session = counted.root.session();

    assertThat(counted.index.withAccessKey(session.accessKey())).hasSize(1);
    assertThat(counted.client.take()).isEqualTo(queries(1));
    assertThat(counted.index.ofPrincipal(session.principal(), ALWAYS)).hasSize(2);
    assertThat(counted.client.take()).isEqualTo(queries(1));
    assertThat(counted.index.ofAssumedRole(session.assumedRole().orElseThrow(), ALWAYS)).hasSize(2);
    assertThat(counted.client.take()).isEqualTo(queries(1));
    assertThat(counted.index.boughtBy(session.principal(), ALWAYS)).hasSize(4);
    assertThat(counted.client.take()).isEqualTo(queries(1));
    assertThat(counted.index.ofEvent(counted.root.event().id())).isPresent();
    assertThat(counted.client.take()).isEqualTo(queries(1));
  }
}
