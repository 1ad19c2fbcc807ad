package io.deploytrail.adversary;

import io.deploytrail.attribution.SessionIndex;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One honest world, and what the adversary does to it: one kind of perturbation, in turn, and in
/// every third world a second one, of any kind. Two of them never rewrite together what AWS signed.
/// All of it comes from seed and number.
record Game(long seed, int number, List<Perturbation> played, World world, Map<Deed, Said> before) {
  private static final int RECORDS = 60;
  private static final int SECOND_IN = 3;

  static Game of(long seed, int number) {
    var kinds = Perturbation.values();
    var stage = WorldMaker.stage(seed * 1_000_003 + number, RECORDS);
    var world = stage.world;
    var before = new IdentityHashMap<Deed, Said>();
    var answers = Answers.inMemory(world);
    world.deeds.forEach(
        deed -> answers.of(deed).ifPresent(json -> before.put(deed, new Said(json))));
    var played = new ArrayList<Perturbation>();
    play(kinds[number % kinds.length], stage, played);
    if (number / kinds.length % SECOND_IN == 0) {
      play(kinds[stage.random.nextInt(kinds.length)], stage, played);
    }
    world.deeds.removeIf(SignedCopies::areRewritten);
    return new Game(seed, number, played, world, before);
  }

  private static void play(Perturbation kind, Stage stage, List<Perturbation> played) {
    if (kind.on(stage)) {
      played.add(kind);
    }
  }

  String kinds() {
    return played.isEmpty()
        ? "HONEST"
        : String.join(" + ", played.stream().map(Enum::name).toList());
  }

  /// What the honest world was answered, in memory.
  Referee ofHonest() {
    var honest = WorldMaker.stage(seed * 1_000_003 + number, RECORDS).world;
    return new Referee(
        new Game(seed, number, List.of(), honest, Map.of()), Answers.inMemory(honest));
  }

  Referee inMemory() {
    return new Referee(this, Answers.inMemory(world));
  }

  Referee on(SessionIndex index) {
    return new Referee(this, Answers.of(world.setting, world.deeds, index));
  }

  Optional<Said> before(Deed deed) {
    return Optional.ofNullable(before.get(deed));
  }

  /// Whether all that was played has that effect.
  boolean isOnly(Perturbation.Effect... effects) {
    return !played.isEmpty()
        && played.stream().allMatch(kind -> List.of(effects).contains(kind.effect));
  }
}
