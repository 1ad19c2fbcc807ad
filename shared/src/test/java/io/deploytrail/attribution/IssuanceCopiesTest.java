package io.deploytrail.attribution;

import static io.deploytrail.attribution.Trail.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Of the copies of one `AssumeRole`, the one that says most of its caller stands for all.
final class IssuanceCopiesTest {
  private static final Caller NAMED = caller(Optional.empty(), Optional.empty());
  private static final Caller KEYED = caller(Optional.of("ASIAROOT"), Optional.empty());
  private static final Caller DATED = caller(Optional.empty(), Optional.of(START));

  private static Caller caller(Optional<String> key, Optional<Instant> created) {
    return Trail.caller("AROADEPLOY:name", key, created, Optional.empty());
  }

  @Test
  void callerIsThatOfTheCopyThatSaysMost() {
    var rising = List.of(Caller.UNKNOWN, NAMED, KEYED, DATED);
    for (var less = 0; less < rising.size(); less++) {
      for (var more = less + 1; more < rising.size(); more++) {
        assertThat(callerOfBoth(rising.get(less), rising.get(more))).isEqualTo(rising.get(more));
        assertThat(callerOfBoth(rising.get(more), rising.get(less))).isEqualTo(rising.get(more));
      }
    }
  }

  private static Caller callerOfBoth(Caller first, Caller second) {
    var sessions = IssuanceCopies.in(List.<Issuance>of(copy("1", first), copy("2", second)));
    assertThat(sessions).hasSize(1);
    return ((Link) sessions.getFirst().issuance()).caller();
  }

  private static Link copy(String eventId, Caller caller) {
    var at = START.plusSeconds(60);
    var shared = Optional.of("shared");
    return new Link(
        Trail.event(eventId, "sts.amazonaws.com", "AssumeRole", at, shared, Optional.empty()),
        Trail.session("ASIAHOP", "AROATARGET", "hop", at),
        caller);
  }
}
