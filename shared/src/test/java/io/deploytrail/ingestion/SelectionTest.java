package io.deploytrail.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.adversary.World;
import io.deploytrail.adversary.WorldMaker;
import io.deploytrail.attribution.Verdict;
import org.junit.jupiter.api.Test;

/// What chooses records before the rules see them loses none that the rules tie to Pulumi, on
/// made-up worlds to which an adversary did something.
final class SelectionTest {
  private static final long SEED = Long.getLong("deploytrail.adversary.seed", 19);
  private static final int WORLDS = 300;

  private static WholeTrail whole(World world) {
    return WholeTrail.of(world.setting().configuration(), world.records());
  }

  private static Selection selection(World world) {
    var configuration = world.setting().configuration();
    return new Selection(
        configuration.names(), configuration.providers(), configuration::attributor);
  }

  @Test
  void theAnswersRootIsAlwaysAmongThePossibleOrigins() {
    var asked = 0;
    for (var number = 0; number < WORLDS; number++) {
      var world = WorldMaker.perturbed(SEED, number).readable();
      var whole = whole(world);
      for (var call : whole.calls()) {
        var answer = whole.rules().attribute(call).origin();
        var possible = whole.rules().possibleOrigins().apply(call);
        var top = WholeTrail.root(answer);
        if (top.isPresent()) {
          asked++;
          assertThat(possible)
              .as("world %d, event %s", number, call.event().id())
              .anyMatch(origin -> WholeTrail.root(origin.origin()).equals(top));
        }
        if (answer.verdict().isPulumi()) {
          assertThat(possible)
              .as("world %d, event %s", number, call.event().id())
              .anyMatch(origin -> origin.origin().verdict().isPulumi());
        }
      }
    }
    assertThat(asked).isGreaterThan(1000);
  }

  @Test
  void everyCallThatIsNotNobodysMayMatter() {
    for (var number = 0; number < WORLDS; number++) {
      var world = WorldMaker.perturbed(SEED, number).readable();
      var whole = whole(world);
      var selection = selection(world);
      for (var call : whole.calls()) {
        var verdict = whole.rules().attribute(call).verdict();
        if (verdict != Verdict.NONE && verdict != Verdict.SUSPECT) {
          assertThat(selection.mayMatter(call))
              .as("world %d, event %s: %s", number, call.event().id(), call.caller())
              .isTrue();
        }
      }
    }
  }
}
