package io.deploytrail.attribution;

import static io.deploytrail.pulumi.NameReading.Fit.CONTRADICTION;
import static io.deploytrail.pulumi.NameReading.Fit.NO_TEMPLATE;
import static io.deploytrail.pulumi.NameReading.Fit.TEMPLATE;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.NameReading;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What the top of a chain says: a root issuance by what was signed, a missing one by what the
/// caller's record states.
final class RootRules {
  /// Of nearly all sessions: one object, as a trail may have millions.
  private static final Origin NOTHING_KNOWN =
      Origin.none(
          Set.of(Warning.ISSUANCE_MISSING),
          "no issuance of this session is known, and nothing in the record names Pulumi");

  /// By itself, with or without a `v` before it.
  private static final Pattern NUMBER =
      Pattern.compile("(?:^|[^A-Za-z0-9])v?[0-9]+(?:$|[^A-Za-z0-9])");

  private final SessionNames names;
  private final Providers providers;
  private final Set<String> organizations;
  private final Ownership ownership;

  RootRules(SessionNames names, Providers providers, Set<String> organizations) {
    this.names = names;
    this.providers = providers;
    this.organizations = Set.copyOf(organizations);
    this.ownership = new Ownership(names, providers);
  }

  /// The claims of those whose session is one of a deployment: what its name states.
  Set<Claim> claims(Root root) {
    return providers.include(root.identity().provider())
            && Subject.parse(root.identity().subject()) instanceof Subject.Deployment subject
        ? StatedFields.claims(subject, names.read(root.session().name(), subject))
        : Set.of();
  }

  /// The origin of a session whose root issuance is known; asks the index whose its id and version
  /// are.
  Origin of(Root root, SessionLookup index) {
    return of(
        root.identity(),
        root.session().name(),
        "event " + root.event().id(),
        (subject, reading) -> StatedFields.of(root, subject, reading, ownership, index));
  }

  /// Who was refused: what was signed is as good as in a granted issuance. What only the name says
  /// stays as it is said.
  Origin of(DeniedAttempt denied) {
    var refused =
        "AWS refused the session (" + denied.errorCode() + ") in event " + denied.event().id();
    return of(
            denied.identity(),
            denied.roleSessionName().orElse(""),
            "event " + denied.event().id(),
            (_, reading) -> StatedFields.of(reading))
        .with(Set.of(), List.of(refused));
  }

  /// Which of the fields that a name says are kept.
  private interface Keeping {
    StatedFields of(Subject.Deployment subject, NameReading reading);
  }

  private Origin of(WebIdentity identity, String name, String event, Keeping keeping) {
    if (!providers.include(identity.provider())) {
      var minted =
          event + " shows " + identity.provider() + " as the provider, which is not Pulumi's";
      return names.presentsItself(name)
          ? Origin.suspect(
              Set.of(), "session name " + name + " presents itself as a Pulumi deployment", minted)
          : Origin.none(Set.of(), minted);
    }
    var signed = "subject " + identity.subject() + " was signed by " + identity.provider();
    return switch (Subject.parse(identity.subject())) {
      case Subject.Deployment subject -> ofDeployment(subject, name, signed, keeping);
      case Subject.Environment subject -> ofEnvironment(subject, signed);
      case Subject.CustomerManagedKey subject ->
          ofNoStack(
              Deployment.ofOrganization(subject.organization()),
              name,
              signed,
              "the subject is that of Pulumi Cloud using the organization's own key, so no stack is named");
      case Subject.Foreign _ ->
          ofNoStack(
              Deployment.ofAudience(identity.audience()),
              name,
              signed,
              identity.subject().isEmpty()
                  ? "the record gives no subject, or several that differ"
                  : "the subject has a form that is not known, so it names neither a stack nor an environment");
    };
  }

  private Origin ofDeployment(
      Subject.Deployment subject, String name, String signed, Keeping keeping) {
    var reading = names.read(name, subject);
    var said = keeping.of(subject, reading);
    var warnings = EnumSet.noneOf(Warning.class);
    warnings.addAll(said.warnings());
    if (reading.fit() == CONTRADICTION) {
      warnings.add(Warning.NAME_CONTRADICTS_SUBJECT);
    }
    if (isForeign(subject.stack().organization())) {
      warnings.add(Warning.FOREIGN_ORGANIZATION);
    }
    if (reading.mayBeTrimmed()) {
      warnings.add(Warning.NAME_TRUNCATED);
    }
    var evidence = new ArrayList<>(List.of(signed, saying(name, reading)));
    if (reading.isStatic()) {
      if (mayHoldVersion(name, reading, subject.stack())) {
        evidence.add("no configured template reads the number in session name " + name);
      } else {
        warnings.add(Warning.STATIC_NAME);
      }
    }
    evidence.addAll(said.evidence());
    return new Origin(
        Conclusion.of(
            Confidence.PROVEN,
            Deployment.of(subject).with(said.facts()),
            said.facts().fields().keySet(),
            said.clues()),
        warnings,
        evidence,
        List.of());
  }

  private Origin ofEnvironment(Subject.Environment subject, String signed) {
    return new Origin(
        Conclusion.of(
            new Environment(
                subject.organization(), subject.name(), subject.root(), subject.user())),
        isForeign(subject.organization()) ? Set.of(Warning.FOREIGN_ORGANIZATION) : Set.of(),
        List.of(signed, "the subject is that of Pulumi ESC, so no deployment is named"),
        List.of());
  }

  /// Pulumi signed it, but no stack: nothing of the name is taken for a fact.
  private Origin ofNoStack(Deployment deployment, String name, String signed, String because) {
    var reading = names.read(name);
    var clues = new EnumMap<Variable, String>(Variable.class);
    clues.putAll(reading.clues());
    clues.putAll(reading.facts().fields());
    clues.keySet().removeAll(deployment.fields().keySet());
    return new Origin(
        Conclusion.of(Confidence.PROVEN, deployment, Set.of(), clues),
        deployment.field(Variable.ORGANIZATION).filter(this::isForeign).isPresent()
            ? Set.of(Warning.FOREIGN_ORGANIZATION)
            : Set.of(),
        List.of(signed, because),
        List.of());
  }

  /// The origin of a session whose issuance is not known.
  Origin ofMissing(Caller caller) {
    return caller.isRoleSession() || pulumis(caller.federatedProvider()).isPresent()
        ? ofMissing(unknown(caller))
        : Origin.none(
            Set.of(),
            "the caller is " + caller.type().orElse("not named") + ", not a role session");
  }

  /// All of a caller that counts where no issuance of its session is known.
  static UnknownSession unknown(Caller caller) {
    return new UnknownSession(caller.roleSessionName().orElse(""), caller.federatedProvider());
  }

  /// The origin of a role session whose issuance is not known.
  Origin ofMissing(UnknownSession session) {
    var name = session.name();
    var provider = pulumis(session.federatedProvider());
    if (provider.isPresent()) {
      return ofStated(name, provider.get());
    }
    if (names.presentsItself(name)) {
      return Origin.suspect(
          Set.of(Warning.ISSUANCE_MISSING),
          "session name " + name + " presents itself as a Pulumi deployment",
          "no issuance of this session by Pulumi's provider is known, and the record proves none; it may be a role chain"
              + " whose link is missing");
    }
    return NOTHING_KNOWN;
  }

  private Optional<String> pulumis(Optional<String> provider) {
    return provider.filter(providers::include);
  }

  private Origin ofStated(String name, String provider) {
    var reading = names.read(name);
    var deployment = reading.facts();
    var warnings = EnumSet.of(Warning.ISSUANCE_MISSING);
    if (deployment.field(Variable.ORGANIZATION).filter(this::isForeign).isPresent()) {
      warnings.add(Warning.FOREIGN_ORGANIZATION);
    }
    if (reading.mayBeTrimmed()) {
      warnings.add(Warning.NAME_TRUNCATED);
    }
    if (reading.fit() == TEMPLATE && reading.isStatic()) {
      warnings.add(Warning.STATIC_NAME);
    }
    var says = deployment.fields().isEmpty() ? "; it may be an ESC session too" : "";
    return new Origin(
        Conclusion.of(Confidence.STATED, deployment, deployment.fields().keySet(), reading.clues()),
        warnings,
        List.of(named(provider), saying(name, reading) + says),
        List.of());
  }

  private static String named(String provider) {
    return "the record names "
        + provider
        + " as the provider of the session; its issuance is not known";
  }

  /// The origin of a chained session whose record names Pulumi's provider, while the top of its
  /// chain is not known; the other one, if the record names none. A link's name says nothing of the
  /// deployment.
  Origin ofUnknownTop(Caller caller, Origin other) {
    return pulumis(caller.federatedProvider())
        .map(provider ->
            other
                .concluding(
                    Conclusion.of(Confidence.STATED, Deployment.UNKNOWN, Set.of(), Map.of()))
                .with(
                    Set.of(Warning.ISSUANCE_MISSING),
                    List.of(
                        "the record names "
                            + provider
                            + " as the provider of its chain; the issuance at the chain's top is not known")))
        .orElse(other);
  }

  /// Whether no template reads the name, and a number stands beside the signed names in it: it may
  /// be a version, so that the name is not known to be static.
  private static boolean mayHoldVersion(String name, NameReading reading, StackName signed) {
    return reading.fit() == NO_TEMPLATE
        && NUMBER
            .matcher(
                name.replace(signed.organization(), "/")
                    .replace(signed.project(), "/")
                    .replace(signed.stack(), "/"))
            .find();
  }

  private static String saying(String name, NameReading reading) {
    var start = "session name " + name;
    var said = reading.facts().fields();
    return switch (reading.fit()) {
      case CONTRADICTION -> start + " fits a template only with other names than the signed ones";
      case TEMPLATE ->
          said.isEmpty()
              ? start + " fits a configured template and adds nothing"
              : start + " states " + list(said);
      case NO_TEMPLATE ->
          said.isEmpty() ? start + " says nothing" : start + " states " + list(said);
    };
  }

  private static String list(Map<Variable, String> fields) {
    return String.join(
        ", ",
        fields.entrySet().stream()
            .map(field -> field.getKey().field() + " " + field.getValue())
            .toList());
  }

  private boolean isForeign(String organization) {
    return !organizations.isEmpty() && !organizations.contains(organization);
  }
}
