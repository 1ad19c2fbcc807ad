package io.deploytrail.adversary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says whether an answer is right or weaker: every field that it names is the truth's, and
/// nobody's record stays nobody's. What the design lets an answer say though it is not so is a
/// [Limit].
///
/// Reads answers as JSON alone. Which session really signed what, it knows from the world.
final class Judge {
  private static final Set<String> FROM_THE_NAME = Set.of("id", "version");

  private final World world;
  private final Ties ties;
  private final BelievedNames believed;

  Judge(World world) {
    this.world = world;
    this.ties = new Ties(world);
    this.believed = new BelievedNames(world);
  }

  Ruling of(Deed deed, Said said) {
    var ruling =
        said.isNobody()
            ? new Ruling.Weaker()
            : said.isAmbiguous() ? ambiguous(deed, said) : named(deed, said);
    if (ruling.wrong().isPresent()) {
      return ruling;
    }
    var fault = form(said).or(() -> reused(said));
    if (fault.isPresent()) {
      return fault.get();
    }
    return ruling instanceof Ruling.Weaker && isWhole(deed.truth(), said)
        ? new Ruling.Right()
        : ruling;
  }

  private static boolean isWhole(Truth truth, Said said) {
    return switch (truth.kind()) {
      case NOBODY -> said.verdict().equals("NONE");
      case DEPLOYMENT ->
          said.confidence().equals("PROVEN")
              && said.deployment().keySet().containsAll(Set.of("organization", "project", "stack"));
      case ENVIRONMENT, PULUMI -> said.confidence().equals("PROVEN");
    };
  }

  /// A verdict with a confidence.
  private Ruling named(Deed deed, Said said) {
    var wrong = wrongFields(deed.truth(), said);
    if (wrong.isEmpty() && kindFits(deed.truth(), said)) {
      return new Ruling.Weaker();
    }
    // Several sessions of one deployment are one answer, whichever stands in its chain.
    if (isByItsOwnName(deed, said, wrong)) {
      return new Ruling.Within(Limit.NAME_SAYS);
    }
    if (isByItsOwnLostName(deed, said, wrong)) {
      return new Ruling.Within(Limit.LOST_NAME_SAYS);
    }
    var astray = ties.firstWrong(deed, said.chain());
    if (astray.isPresent()) {
      return astray
          .get()
          .limit(said)
          .or(() -> inferredOnTheWay(deed, said))
          .<Ruling>map(Ruling.Within::new)
          .orElseGet(() ->
              new Ruling.Wrong(
                  ties.isSignedTwice(deed) ? Rule.SIGNED_TWICE : astray.get().broken(),
                  astray.get().toString()));
    }
    return ties.isRootLost(said.chain())
        ? statedName(deed, said, wrong)
        : rightSession(deed, said, wrong);
  }

  /// Several sessions may lead to one answer, and the chain shows one of them: what ties the own
  /// one to that answer may be a hop further up.
  private Optional<Limit> inferredOnTheWay(Deed deed, Said said) {
    return said.confidence().equals("INFERRED") && ties.isUnknownAndBare(deed)
        ? Optional.of(Limit.NOT_KNOWN)
        : Optional.empty();
  }

  /// The issuance is lost, and the record names Pulumi's provider: the name speaks.
  private Ruling statedName(Deed deed, Said said, Map<String, String> wrong) {
    var lost = ties.lost(deed, said.chain());
    if (lost.isEmpty()) {
      return new Ruling.Wrong(Rule.LOST_NAME, "no record of the session whose issuance is lost");
    }
    var signature = new Signature(lost.get().record);
    if (lost.get().by.truth.kind() == Truth.Kind.NOBODY) {
      return lost.get().harm() == Deed.Harm.LIE
          ? new Ruling.Within(Limit.LIED)
          : new Ruling.Wrong(Rule.NOBODY, "no record of it names Pulumi's provider");
    }
    var isSaid =
        wrong.entrySet().stream()
            .allMatch(field ->
                said.stated().contains(field.getKey()) && signature.names(field.getValue()));
    return isSaid
        ? new Ruling.Within(Limit.LOST_NAME_SAYS)
        : new Ruling.Wrong(Rule.LOST_NAME, wrong + " is not all stated, or not in the name");
  }

  /// Every session of the chain is the right one, so only the root's name may say what is not so.
  private Ruling rightSession(Deed deed, Said said, Map<String, String> wrong) {
    var truth = deed.truth();
    if (truth.kind() == Truth.Kind.NOBODY) {
      return new Ruling.Wrong(
          ties.isSignedTwice(deed) ? Rule.SIGNED_TWICE : Rule.NOBODY, said.verdict());
    }
    if (truth.kind() != Truth.Kind.DEPLOYMENT || !kindFits(truth, said)) {
      return new Ruling.Wrong(
          ties.isSignedTwice(deed) ? Rule.SIGNED_TWICE : Rule.SUBJECTS,
          said.verdict() + " " + wrong);
    }
    if (!FROM_THE_NAME.containsAll(wrong.keySet())) {
      return new Ruling.Wrong(
          ties.isSignedTwice(deed) ? Rule.SIGNED_TWICE : Rule.SIGNED_NAMES, wrong.toString());
    }
    var root = deed.by.root();
    for (var field : wrong.entrySet()) {
      if (!believed.allows(root, field.getKey(), field.getValue())) {
        return new Ruling.Wrong(broken(field, root), wrong + " by the name " + root.name);
      }
    }
    return new Ruling.Wrong(Rule.STATED, wrong + " by the name " + root.name);
  }

  /// Whether all that is not so is stated, and the own root's name says it and may.
  private boolean isByItsOwnName(Deed deed, Said said, Map<String, String> wrong) {
    return deed.by.isDeployment()
        && kindFits(deed.truth(), said)
        && !ties.isRootLost(said.chain())
        && wrong.keySet().stream().allMatch(field -> mayState(deed, said, field, wrong))
        && wrong.entrySet().stream()
            .allMatch(field -> believed.allows(deed.by.root(), field.getKey(), field.getValue()));
  }

  /// Which rule would have kept that field a clue.
  private Rule broken(Map.Entry<String, String> field, Holder root) {
    if (field.getKey().equals("version")) {
      return Rule.ONE_VERSION;
    }
    var isFull =
        world.setting.templates().isEmpty()
            && world
                .sessions()
                .filter(other -> other.truth.field("id").equals(Optional.of(field.getValue())))
                .anyMatch(other ->
                    Style.FULL.render(other.truth).equals(root.name)
                        && !other.truth.isOfStackOf(root.truth));
    return isFull ? Rule.COPIED_NAME_WITHOUT_TEMPLATE : Rule.ONE_ID;
  }

  /// The same, of a root that is not known, like the one at the end of the answer's chain.
  private boolean isByItsOwnLostName(Deed deed, Said said, Map<String, String> wrong) {
    var root = deed.by.root();
    return deed.by.isDeployment()
        && ties.isRootLost(said.chain())
        && !world.knows(root)
        && wrong.entrySet().stream()
            .allMatch(field ->
                said.stated().contains(field.getKey()) && root.name.contains(field.getValue()));
  }

  private Ruling ambiguous(Deed deed, Said said) {
    var truth = deed.truth();
    var wrong = wrongFields(truth, said);
    if (truth.kind() == Truth.Kind.NOBODY) {
      if (ties.isUnknownAndBare(deed)) {
        return new Ruling.Within(Limit.NOT_KNOWN);
      }
      return ties.mayBeEither(deed) && wrong.isEmpty()
          ? new Ruling.Within(Limit.EITHER)
          : new Ruling.Wrong(Rule.NOBODY, "AMBIGUOUS " + said.candidates());
    }
    var notStated = new HashMap<>(wrong);
    notStated.keySet().removeIf(field -> mayState(deed, said, field, wrong));
    var isAmong = said.candidates().stream().anyMatch(candidate -> fits(candidate, deed));
    if (notStated.isEmpty() && (isAmong || truth.kind() == Truth.Kind.PULUMI)) {
      return new Ruling.Weaker();
    }
    return ties.leftOut(deed)
        .<Ruling>map(Ruling.Within::new)
        .orElseGet(() ->
            new Ruling.Wrong(
                ties.isSignedTwice(deed) ? Rule.SIGNED_TWICE : Rule.RIGHT_AMONG_CANDIDATES,
                said.candidates() + ", agreed and wrong " + notStated));
  }

  private boolean mayState(Deed deed, Said said, String field, Map<String, String> wrong) {
    return FROM_THE_NAME.contains(field)
        && said.stated().contains(field)
        && ties.rootNames(deed, wrong.getOrDefault(field, ""));
  }

  /// Whether nothing in that candidate is another's, but for what the own name says.
  private boolean fits(Map<String, String> candidate, Deed deed) {
    var truth = deed.truth();
    return candidate.entrySet().stream()
        .allMatch(field ->
            truth.field(field.getKey()).equals(Optional.of(field.getValue()))
                || (FROM_THE_NAME.contains(field.getKey())
                    && ties.rootNames(deed, field.getValue())));
  }

  private static boolean kindFits(Truth truth, Said said) {
    return switch (truth.kind()) {
      case NOBODY -> false;
      case DEPLOYMENT -> !said.isEnvironment();
      case ENVIRONMENT -> said.isEnvironment() || said.verdict().equals("PULUMI");
      case PULUMI -> said.verdict().equals("PULUMI");
    };
  }

  private static Map<String, String> wrongFields(Truth truth, Said said) {
    var wrong = new HashMap<String, String>();
    for (var fields : List.of(said.deployment(), said.environment())) {
      fields.forEach((name, value) -> {
        if (!truth.field(name).equals(Optional.of(value))) {
          wrong.put(name, value);
        }
      });
    }
    return wrong;
  }

  /// The answer's own form.
  private static Optional<Ruling> form(Said said) {
    var hasNoConfidence = said.isNobody() || said.isAmbiguous();
    if (hasNoConfidence != said.confidence().isEmpty()
        || (said.isNobody() && !(said.deployment().isEmpty() && said.environment().isEmpty()))) {
      return Optional.of(
          new Ruling.Wrong(Rule.NO_CONFIDENCE, said.verdict() + " " + said.confidence()));
    }
    var unmarked = new ArrayList<>(FROM_THE_NAME);
    unmarked.retainAll(said.deployment().keySet());
    unmarked.removeAll(said.stated());
    return unmarked.isEmpty()
        ? Optional.empty()
        : Optional.of(new Ruling.Wrong(Rule.STATED, unmarked + " are not in stated"));
  }

  private Optional<Ruling> reused(Said said) {
    return said.warnings().contains("KEY_REUSED") && !ties.isAnyKeyReused()
        ? Optional.of(new Ruling.Wrong(Rule.KEY_REUSED, "no key here has two sessions"))
        : Optional.empty();
  }
}
