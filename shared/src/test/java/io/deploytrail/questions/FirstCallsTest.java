package io.deploytrail.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.ingestion.MadeUpOrganization;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FirstCallsTest {
  private static final RecordReader READER = new RecordReader();

  private static Activity call(int second) {
    var record =
        MadeUpOrganization.bareRecord(
            new UUID(1, second), MadeUpOrganization.START.plusSeconds(second));
    var call = (Call) READER.read(MadeUpOrganization.bytes(record)).record();
    return new Activity(call, false, List.of());
  }

  private static Moment moment(int second) {
    return Moment.of(call(second).event());
  }

  @Test
  void theFirstAreKeptEachOnceWhateverIsOfferedFirst() {
    var first = new FirstCalls(FirstCalls.OLDEST_FIRST, 3);
    List.of(4, 2, 2, 5, 1).forEach(second -> first.add(call(second)));

    assertThat(first.inOrder()).containsExactly(call(1), call(2), call(4));
    assertThat(first.hasMore()).isTrue();
  }

  @Test
  void newestFirstIsTheOtherWayRound() {
    var first = new FirstCalls(FirstCalls.NEWEST_FIRST, 3);
    List.of(4, 2, 5).forEach(second -> first.add(call(second)));

    assertThat(first.inOrder()).containsExactly(call(5), call(4), call(2));
    assertThat(first.hasMore()).isFalse();
  }

  @Test
  void onlyWhatComesBeforeTheLastIsAdmittedWhereAllPlacesAreTaken() {
    var first = new FirstCalls(FirstCalls.OLDEST_FIRST, 2);
    first.add(call(2));
    assertThat(first.admits(moment(9))).isTrue();
    first.add(call(4));

    assertThat(first.admits(moment(3))).isTrue();
    assertThat(first.admits(moment(4))).isFalse();
    assertThat(first.admits(moment(5))).isFalse();
  }
}
