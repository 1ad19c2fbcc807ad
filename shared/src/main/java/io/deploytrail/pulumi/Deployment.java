package io.deploytrail.pulumi;

import java.net.URI;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What is known of one deployment: any of organization, project, stack, operation, version and id,
/// as text.
///
/// A version is `[1-9][0-9]*`, an id a UUID as the session name spells it.
public record Deployment(Map<Variable, String> fields) {
  public static final Deployment UNKNOWN = new Deployment(Map.of());

  public Deployment {
    var copy = new EnumMap<Variable, String>(Variable.class);
    copy.putAll(fields);
    fields = Collections.unmodifiableMap(copy);
  }

  /// The deployment that a signed subject names: stack and operation, no version and no id.
  public static Deployment of(Subject.Deployment subject) {
    return new Deployment(
        Map.of(
            Variable.ORGANIZATION, subject.stack().organization(),
            Variable.PROJECT, subject.stack().project(),
            Variable.STACK, subject.stack().stack(),
            Variable.OPERATION, subject.operation()));
  }

  /// That organization, if it is a name of one.
  public static Deployment ofOrganization(String name) {
    return Characters.areName(name) ? new Deployment(Map.of(Variable.ORGANIZATION, name)) : UNKNOWN;
  }

  /// The organization for which a token was made: its audience, with ESC's prefix or without.
  public static Deployment ofAudience(String audience) {
    return ofOrganization(
        audience.startsWith("aws:") ? audience.substring("aws:".length()) : audience);
  }

  public Optional<String> field(Variable variable) {
    return Optional.ofNullable(fields.get(variable));
  }

  /// The stack, if organization, project and stack are all known.
  public Optional<StackName> stack() {
    var organization = fields.get(Variable.ORGANIZATION);
    var project = fields.get(Variable.PROJECT);
    var stack = fields.get(Variable.STACK);
    if (organization == null || project == null || stack == null) {
      return Optional.empty();
    }
    return Optional.of(new StackName(organization, project, stack));
  }

  /// Whether this names exactly one deployment: an id does, a version only together with its stack.
  public boolean isOne() {
    return fields.containsKey(Variable.ID)
        || (fields.containsKey(Variable.VERSION) && stack().isPresent());
  }

  /// This, with `other`'s fields added; where both know a field, `other`'s value stands.
  public Deployment with(Deployment other) {
    var all = new EnumMap<Variable, String>(Variable.class);
    all.putAll(fields);
    all.putAll(other.fields);
    return new Deployment(all);
  }

  /// The fields on which both agree.
  public Deployment agreeing(Deployment other) {
    var common = new EnumMap<Variable, String>(Variable.class);
    fields.forEach((variable, value) -> {
      if (value.equals(other.fields.get(variable))) {
        common.put(variable, value);
      }
    });
    return new Deployment(common);
  }

  /// The page in Pulumi Cloud: the deployment's where the version is known, else the stack's list
  /// of deployments.
  public Optional<URI> url() {
    return stack()
        .map(stack ->
            URI.create(
                "https://app.pulumi.com/"
                    + stack
                    + "/deployments"
                    + field(Variable.VERSION).map(version -> "/" + version).orElse("")));
  }
}
