package io.deploytrail.adversary;

import java.util.Optional;
import java.util.stream.Collectors;

/// A wrong answer, with all that is needed to see it again.
record Fault(Game game, World world, Deed deed, Optional<Said> said, Rule rule, String because) {
  /// The answer beside the truth.
  String told() {
    return """
    %s (%s)
      kind      %s
      event     %s, signed by %s
      truth     %s %s
      answer    %s
      because   %s
      seed      %d, world %d, templates %s
      record    %s
      replay    mvn -B -pl shared test -Dtest=AdversaryTest#replay \
    -Ddeploytrail.adversary.seed=%d \
    -Ddeploytrail.adversary.world=%d
    """
        .formatted(
            rule,
            rule.says,
            game.kinds(),
            deed.eventId(),
            deed.by,
            deed.truth().kind(),
            deed.truth().fields(),
            said.map(answer -> answer.json().toString()).orElse("none"),
            because,
            game.seed(),
            game.number(),
            world.setting.templates(),
            deed.record,
            game.seed(),
            game.number());
  }

  /// The same, with all records of the world.
  String toldWhole() {
    return told()
        + world.deeds.stream()
            .map(other -> other.record + " " + (other == deed ? "<-- this one" : "") + "\n")
            .collect(Collectors.joining("", "  the world's records:\n", ""));
  }
}
