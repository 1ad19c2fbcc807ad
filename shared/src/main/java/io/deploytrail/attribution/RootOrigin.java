package io.deploytrail.attribution;

import static io.deploytrail.pulumi.NameReading.Fit.CONTRADICTION;
import static io.deploytrail.pulumi.NameReading.Fit.TEMPLATE;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.NameReading;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the top of a chain says: a root issuance by what was signed, a missing one by what the
/// caller's record states.
final class RootOrigin {
  /// Of nearly all sessions: one object, as a trail may have millions.
  private static final Origin NOTHING_KNOWN =
      Origin.none(
          Set.of(Warning.ISSUANCE_MISSING),
          "no issuance of this session is known, and nothing in the record names Pulumi");

  private final SessionNames names;
  private final Providers providers;
  private final Set<String> organizations;

  RootOrigin(SessionNames names, Providers providers, Set<String> organizations) {
    this.names = names;
    this.providers = providers;
    this.organizations = Set.copyOf(organizations);
  }

  /// The origin of a session whose root issuance is known.
  Origin of(Root root) {
    return of(root.identity(), root.session().name(), "event " + root.event().id());
  }

  /// Who was refused: what was signed is as good as in a granted issuance.
  Origin of(DeniedAttempt denied) {
    var refused =
        "AWS refused the session (" + denied.errorCode() + ") in event " + denied.event().id();
    return of(
            denied.identity(), denied.roleSessionName().orElse(""), "event " + denied.event().id())
        .with(Set.of(), List.of(refused));
  }

  private Origin of(WebIdentity identity, String name, String event) {
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
      case Subject.Deployment subject -> ofDeployment(subject, name, signed);
      case Subject.Environment subject -> ofEnvironment(subject, signed);
      case Subject.CustomerManagedKey _, Subject.Foreign _ ->
          ofForeign(identity.audience(), name, signed);
    };
  }

  private Origin ofDeployment(Subject.Deployment subject, String name, String signed) {
    var reading = names.read(name, subject);
    var deployment = Deployment.of(subject).with(reading.facts());
    var warnings = EnumSet.noneOf(Warning.class);
    if (reading.fit() == CONTRADICTION) {
      warnings.add(Warning.NAME_CONTRADICTS_SUBJECT);
    }
    if (isForeign(subject.stack().organization())) {
      warnings.add(Warning.FOREIGN_ORGANIZATION);
    }
    if (reading.mayBeTrimmed()) {
      warnings.add(Warning.NAME_TRUNCATED);
    }
    if (reading.isStatic()) {
      warnings.add(Warning.STATIC_NAME);
    }
    return new Origin(
        deployment.isOne() ? Verdict.DEPLOYMENT : Verdict.STACK,
        Optional.of(Confidence.PROVEN),
        deployment,
        Optional.empty(),
        List.of(),
        reading.clues(),
        warnings,
        List.of(signed, saying(name, reading)),
        List.of());
  }

  private Origin ofEnvironment(Subject.Environment subject, String signed) {
    return new Origin(
        Verdict.ENVIRONMENT,
        Optional.of(Confidence.PROVEN),
        Deployment.UNKNOWN,
        Optional.of(new Environment(subject.organization(), subject.name().orElse(""))),
        List.of(),
        Map.of(),
        isForeign(subject.organization()) ? Set.of(Warning.FOREIGN_ORGANIZATION) : Set.of(),
        List.of(signed, "the subject names a Pulumi ESC environment, so no deployment is named"),
        List.of());
  }

  /// Pulumi signed it, but in a form that is not known: nothing of the name is taken for a fact.
  private Origin ofForeign(String audience, String name, String signed) {
    var reading = names.read(name);
    var clues = new EnumMap<Variable, String>(Variable.class);
    clues.putAll(reading.clues());
    clues.putAll(reading.facts().fields());
    var organization = audience.startsWith("aws:") ? audience.substring("aws:".length()) : audience;
    return new Origin(
        Verdict.STACK,
        Optional.of(Confidence.PROVEN),
        Deployment.UNKNOWN,
        Optional.empty(),
        List.of(),
        clues,
        isForeign(organization) ? Set.of(Warning.FOREIGN_ORGANIZATION) : Set.of(),
        List.of(
            signed,
            "the subject has a form that is not known, so it names neither a stack nor an environment"),
        List.of());
  }

  /// The origin of a role session whose issuance is not known.
  Origin ofMissing(Caller caller) {
    if (!caller.isRoleSession()) {
      return Origin.none(
          Set.of(), "the caller is " + caller.type().orElse("not named") + ", not a role session");
    }
    var name = caller.principal().flatMap(PrincipalId::roleSessionName).orElse("");
    var provider = caller.federatedProvider().filter(providers::include);
    if (provider.isPresent()) {
      return ofStated(name, provider.get());
    }
    var warnings = Set.of(Warning.ISSUANCE_MISSING);
    if (names.presentsItself(name)) {
      return Origin.suspect(
          warnings,
          "session name " + name + " presents itself as a Pulumi deployment",
          "no issuance of this session by Pulumi's provider is known, and the record proves none; it may be a role chain"
              + " whose link is missing");
    }
    return NOTHING_KNOWN;
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
    var stated =
        "the record names "
            + provider
            + " as the provider of the session; its issuance is not known";
    var says = deployment.fields().isEmpty() ? "; it may be an ESC session too" : "";
    return new Origin(
        deployment.isOne() ? Verdict.DEPLOYMENT : Verdict.STACK,
        Optional.of(Confidence.STATED),
        deployment,
        Optional.empty(),
        List.of(),
        reading.clues(),
        warnings,
        List.of(stated, saying(name, reading) + says),
        List.of());
  }

  private static String saying(String name, NameReading reading) {
    var start = "session name " + name;
    var said = reading.facts().fields();
    return switch (reading.fit()) {
      case CONTRADICTION ->
          start + " fits a configured template only with other names than the signed ones";
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
