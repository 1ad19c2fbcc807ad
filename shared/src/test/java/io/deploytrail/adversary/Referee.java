package io.deploytrail.adversary;

import io.deploytrail.adversary.Perturbation.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds all answers of a game to the truth, and to what was answered before it.
final class Referee {
  private final Game game;
  private final Ties ties;
  private final List<Ruling> rulings = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  Referee(Game game, Answers answers) {
    this.game = game;
    this.ties = new Ties(game.world());
    var judge = new Judge(game.world());
    for (var deed : game.world().deeds) {
      var said = answers.of(deed).map(Said::new);
      if (said.isPresent()) {
        var ruling = judge.of(deed, said.get());
        rulings.add(ruling);
        ruling.wrong().ifPresent(wrong -> found(deed, said, wrong.rule(), wrong.because()));
      }
      game.before(deed)
          .filter(_ -> mustStay(deed))
          .filter(before -> isOther(before, said))
          .ifPresent(before -> found(deed, said, changed(), "before it was " + before.answer()));
    }
  }

  List<Ruling> rulings() {
    return rulings;
  }

  List<Fault> faults() {
    return faults;
  }

  private void found(Deed deed, Optional<Said> said, Rule rule, String because) {
    faults.add(new Fault(game, game.world(), deed, said, rule, because));
  }

  private Rule changed() {
    if (!game.isOnly(Effect.UNCHANGED)) {
      return Rule.TIED_STAYS;
    }
    var isMoved =
        game.played().contains(Perturbation.SOVEREIGN_PARTITION)
            || game.played().contains(Perturbation.UNKNOWN_PARTITION);
    return isMoved ? Rule.PARTITION : Rule.UNCHANGED;
  }

  private boolean mustStay(Deed deed) {
    return game.isOnly(Effect.UNCHANGED)
        || (game.isOnly(Effect.UNCHANGED, Effect.TIED_STAYS) && ties.isSure(deed));
  }

  private boolean isOther(Said before, Optional<Said> after) {
    return after.isEmpty()
        || (game.isOnly(Effect.UNCHANGED)
            ? !before.answer().equals(after.get().answer())
            : !(before.verdict().equals(after.get().verdict())
                && before.confidence().equals(after.get().confidence())
                && before.deployment().equals(after.get().deployment())
                && before.environment().equals(after.get().environment())));
  }
}
